import React from 'react';
import { defer, map, type Observable } from 'rxjs';
import {
  MultiOrSingleValueSelect,
  MultiValueVariable,
  VariableDependencyConfig,
  sceneGraph,
  type MultiValueVariableState,
  type SceneComponentProps,
  type VariableValueOption,
} from '@grafana/scenes';
import { fetchNames, type NamedResource } from './fetchNames';

interface ResourceVariableState extends MultiValueVariableState {
  datasource: { uid: string };
  resource: NamedResource;
  /** The label of a first choice that selects nothing in particular; its value is the empty text. */
  any?: string;
}

/** A variable whose values are the names that the chosen data source lists: its sites or its funnels. */
export class ResourceVariable extends MultiValueVariable<ResourceVariableState> {
  static Component = ({ model }: SceneComponentProps<MultiValueVariable>) => <MultiOrSingleValueSelect model={model} />;

  protected _variableDependency = new VariableDependencyConfig(this, { statePaths: ['datasource'] });

  constructor(state: Pick<ResourceVariableState, 'name' | 'resource'> & Partial<ResourceVariableState>) {
    super({ type: 'custom', value: '', text: state.any ?? '', options: [], datasource: { uid: '${ds}' }, ...state });
  }

  /** An error of the request is the variable's: it is shown beside its label, and the chosen value stays. */
  getValueOptions(): Observable<VariableValueOption[]> {
    return defer(() => fetchNames(sceneGraph.interpolate(this, this.state.datasource.uid), this.state.resource)).pipe(
      map((names) => [...anyOption(this.state.any), ...names.map((name) => ({ label: name, value: name }))])
    );
  }
}

const anyOption = (label: string | undefined): VariableValueOption[] =>
  label === undefined ? [] : [{ label, value: '' }];
