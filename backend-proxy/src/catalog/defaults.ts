import type { Feature, FunnelDefinition, Matcher } from '@fawkes/contract';

/**
 * What every new workspace begins with: the platform's features and funnels as plain definitions that a user can change.
 * Each matches the three spellings in use: free text, the tracker's `category.action.label`, the old `category:action`.
 */
export const DEFAULT_FEATURES: readonly Feature[] = [
  feature('Deploy Application', 'deployment.deploy.deploy_application', 'deployment:deploy'),
  feature('Create Service', 'service.create.*', 'service:create'),
  {
    name: 'View Documentation',
    match: { events: ['View Documentation', 'documentation.view.*', 'documentation:view'], paths: ['/docs/**'] },
  },
  feature('Run Pipeline', 'pipeline.run.*', 'pipeline:run'),
  feature('Configure Monitoring', 'monitoring.configure.*', 'monitoring:configure'),
];

export const DEFAULT_FUNNELS: readonly FunnelDefinition[] = [
  {
    name: 'onboarding',
    description: 'From the sign-up page to the first deployment',
    entry: { events: ['Visit Sign Up'], paths: ['/signup'] },
    steps: steps('onboarding', ['Sign Up', 'Profile Setup', 'First Template', 'First Deployment']),
    window: '30d',
  },
  {
    name: 'deployment',
    description: 'From opening a deployment to its success',
    entry: { events: ['Open Deployment'], paths: ['/deployments/new'] },
    steps: steps('deployment', ['Start Deployment', 'Configure Settings', 'Build Complete', 'Deploy Success']),
    window: '1d',
  },
  {
    name: 'service_creation',
    description: 'From the templates to an active service',
    entry: { events: ['Open Templates'], paths: ['/templates'] },
    steps: steps('service_creation', ['Select Template', 'Configure Service', 'Review & Create', 'Service Active']),
    window: '1d',
  },
];

function feature(name: string, dotted: string, colon: string): Feature {
  return { name, match: { events: [name, dotted, colon] } };
}

function steps(funnel: string, names: string[]): Array<{ name: string; match: Matcher }> {
  return names.map((name) => ({
    name,
    match: { events: [name, `${funnel}.${slug(name, '_')}.*`, `${funnel}:${slug(name, '-')}`] },
  }));
}

/** `Review & Create` becomes `review_create` or `review-create`. */
function slug(name: string, separator: '_' | '-'): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .join(separator);
}
