import type { ComponentType } from 'react';
import { t } from '@grafana/i18n';
import type { QueryKind } from '@fawkes/contract';
import type { QuestionOf } from '../types';
import type { FormProps } from './common/form';
import { AdoptionForm } from './adoption/AdoptionForm';
import { INITIAL_ADOPTION } from './adoption/initial';
import { ChangesForm } from './changes/ChangesForm';
import { INITIAL_CHANGES } from './changes/initial';
import { EventsForm } from './events/EventsForm';
import { INITIAL_EVENTS } from './events/initial';
import { ExperimentForm } from './experiments/ExperimentForm';
import { ExperimentsForm } from './experiments/ExperimentsForm';
import { INITIAL_EXPERIMENT, INITIAL_EXPERIMENTS } from './experiments/initial';
import { FlowsForm } from './flows/FlowsForm';
import { INITIAL_FLOWS } from './flows/initial';
import { FunnelForm } from './funnel/FunnelForm';
import { INITIAL_FUNNEL } from './funnel/initial';
import { INITIAL_LIFECYCLE } from './lifecycle/initial';
import { LifecycleForm } from './lifecycle/LifecycleForm';
import { INITIAL_OVERLAP } from './overlap/initial';
import { INITIAL_LIVE } from './live/initial';
import { LiveForm } from './live/LiveForm';
import { INITIAL_MOVERS } from './movers/initial';
import { MoversForm } from './movers/MoversForm';
import { OverlapForm } from './overlap/OverlapForm';
import { INITIAL_POWER_CURVE } from './power-curve/initial';
import { INITIAL_PEOPLE } from './people/initial';
import { PeopleForm } from './people/PeopleForm';
import { PowerCurveForm } from './power-curve/PowerCurveForm';
import { INITIAL_PATHS } from './paths/initial';
import { PathsForm } from './paths/PathsForm';
import { INITIAL_RETENTION } from './retention/initial';
import { RetentionForm } from './retention/RetentionForm';
import { INITIAL_RFM } from './rfm/initial';
import { RfmForm } from './rfm/RfmForm';
import { INITIAL_SEGMENTS } from './segments/initial';
import { SegmentsForm } from './segments/SegmentsForm';
import { INITIAL_STANDOUT } from './standout/initial';
import { StandoutForm } from './standout/StandoutForm';
import { INITIAL_STICKINESS } from './stickiness/initial';
import { StickinessForm } from './stickiness/StickinessForm';
import { TopForm } from './top/TopForm';
import { INITIAL_TOP } from './top/initial';
import { TrendsForm } from './trends/TrendsForm';
import { INITIAL_TRENDS } from './trends/initial';

/** What kinds of questions there are, in the order in which they are offered. */
export const GROUPS = {
  usage: () => t('kind-groups.usage', 'Usage'),
  behaviour: () => t('kind-groups.behaviour', 'Behaviour'),
  features: () => t('kind-groups.features', 'Features and experiments'),
  people: () => t('kind-groups.people', 'People and segments'),
};

/** What the editor knows of a kind. */
interface KindEditor<K extends QueryKind> {
  group: keyof typeof GROUPS;
  label: () => string;
  description: () => string;
  initial: QuestionOf<K>;
  Form: ComponentType<FormProps<K>>;
}

/** The registry of the forms: a new kind adds its folder and its entry here. */
export const KIND_EDITORS: { [K in QueryKind]: KindEditor<K> } = {
  trends: {
    group: 'usage',
    label: () => t('kinds.trends', 'Trends'),
    description: () => t('kinds.trends-explanation', 'Measures over time'),
    initial: INITIAL_TRENDS,
    Form: TrendsForm,
  },
  top: {
    group: 'usage',
    label: () => t('kinds.top', 'Top list'),
    description: () => t('kinds.top-explanation', 'The largest values of a property'),
    initial: INITIAL_TOP,
    Form: TopForm,
  },
  funnel: {
    group: 'behaviour',
    label: () => t('kinds.funnel', 'Funnel'),
    description: () => t('kinds.funnel-explanation', 'How many people get from step to step'),
    initial: INITIAL_FUNNEL,
    Form: FunnelForm,
  },
  events: {
    group: 'usage',
    label: () => t('kinds.events', 'Event log'),
    description: () => t('kinds.events-explanation', 'Events as they came in, newest first'),
    initial: INITIAL_EVENTS,
    Form: EventsForm,
  },
  lifecycle: {
    group: 'behaviour',
    label: () => t('kinds.lifecycle', 'Lifecycle'),
    description: () => t('kinds.lifecycle-explanation', 'Who is new, returns, comes back or stays away'),
    initial: INITIAL_LIFECYCLE,
    Form: LifecycleForm,
  },
  stickiness: {
    group: 'behaviour',
    label: () => t('kinds.stickiness', 'Stickiness'),
    description: () => t('kinds.stickiness-explanation', 'People by how many intervals they were active in'),
    initial: INITIAL_STICKINESS,
    Form: StickinessForm,
  },
  retention: {
    group: 'behaviour',
    label: () => t('kinds.retention', 'Retention'),
    description: () => t('kinds.retention-explanation', 'How many of those who began come back'),
    initial: INITIAL_RETENTION,
    Form: RetentionForm,
  },
  adoption: {
    group: 'features',
    label: () => t('kinds.adoption', 'Features'),
    description: () => t('kinds.adoption-explanation', 'How many people use each feature'),
    initial: INITIAL_ADOPTION,
    Form: AdoptionForm,
  },
  experiments: {
    group: 'features',
    label: () => t('kinds.experiments', 'Experiments'),
    description: () => t('kinds.experiments-explanation', 'All experiments with their variants'),
    initial: INITIAL_EXPERIMENTS,
    Form: ExperimentsForm,
  },
  experiment: {
    group: 'features',
    label: () => t('kinds.experiment', 'Experiment'),
    description: () => t('kinds.experiment-explanation', 'The variants of one experiment'),
    initial: INITIAL_EXPERIMENT,
    Form: ExperimentForm,
  },
  segments: {
    group: 'people',
    label: () => t('kinds.segments', 'Segments'),
    description: () => t('kinds.segments-explanation', 'How many people are at risk, new, power or regular users'),
    initial: INITIAL_SEGMENTS,
    Form: SegmentsForm,
  },
  flows: {
    group: 'people',
    label: () => t('kinds.flows', 'Segment flows'),
    description: () => t('kinds.flows-explanation', 'From which segment to which people moved'),
    initial: INITIAL_FLOWS,
    Form: FlowsForm,
  },
  rfm: {
    group: 'people',
    label: () => t('kinds.rfm', 'RFM'),
    description: () => t('kinds.rfm-explanation', 'People by recency, frequency and breadth of features'),
    initial: INITIAL_RFM,
    Form: RfmForm,
  },
  'power-curve': {
    group: 'behaviour',
    label: () => t('kinds.power-curve', 'Power curve'),
    description: () => t('kinds.power-curve-explanation', 'People by how many of the last days they were active'),
    initial: INITIAL_POWER_CURVE,
    Form: PowerCurveForm,
  },
  overlap: {
    group: 'people',
    label: () => t('kinds.overlap', 'Overlap'),
    description: () => t('kinds.overlap-explanation', 'Who is in several segments at once'),
    initial: INITIAL_OVERLAP,
    Form: OverlapForm,
  },
  standout: {
    group: 'people',
    label: () => t('kinds.standout', 'What stands out'),
    description: () => t('kinds.standout-explanation', 'By what the people of a segment differ from everyone else'),
    initial: INITIAL_STANDOUT,
    Form: StandoutForm,
  },
  paths: {
    group: 'behaviour',
    label: () => t('kinds.paths', 'Paths'),
    description: () => t('kinds.paths-explanation', 'Which ways people take, step by step'),
    initial: INITIAL_PATHS,
    Form: PathsForm,
  },
  live: {
    group: 'usage',
    label: () => t('kinds.live', 'Live'),
    description: () => t('kinds.live-explanation', 'Who is here now'),
    initial: INITIAL_LIVE,
    Form: LiveForm,
  },
  movers: {
    group: 'usage',
    label: () => t('kinds.movers', 'Movers'),
    description: () => t('kinds.movers-explanation', 'What changed most against the previous period'),
    initial: INITIAL_MOVERS,
    Form: MoversForm,
  },
  changes: {
    group: 'usage',
    label: () => t('kinds.changes', 'Changes'),
    description: () => t('kinds.changes-explanation', 'What was defined, changed or deleted'),
    initial: INITIAL_CHANGES,
    Form: ChangesForm,
  },
  people: {
    group: 'people',
    label: () => t('kinds.people', 'People'),
    description: () => t('kinds.people-explanation', 'Who is behind a number'),
    initial: INITIAL_PEOPLE,
    Form: PeopleForm,
  },
};

export const KINDS = Object.keys(KIND_EDITORS) as QueryKind[];
