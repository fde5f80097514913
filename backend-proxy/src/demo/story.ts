/**
 * What the demo tells: a company brings its developers onto a platform. Days and weeks count from the founding of the demo's
 * world, a Monday 90 to 96 days before the demo first starts, so that every first look finds the same story behind it.
 *
 * The platform grows by the same share each week. It has to: whoever leaves is At Risk for 76 days before the 90 days of the
 * segments forget them, whoever joins is New for 14, so a population of constant size with 7 % At Risk has 1 % New Users.
 * With 17.7 % New it grows; under steady growth all shares of ages, and so all rates, are the same at any date.
 */

/** People on the platform when the world is founded. */
export const FOUNDERS = 334;
/** The share by which a week's end has more people than its start, for as long as the roll-out lasts. */
export const WEEKLY_GROWTH = 0.0985;
/** Then everybody is on the platform, and few join: New Users and what hangs on them fade from there on. */
export const ROLL_OUT_WEEKS = 40;

/** Who people become. The segments themselves are computed from what they do. */
export const POWER_SHARE = 0.347;
/** Leave for good between these ages in days. */
export const LEAVERS = { share: 0.207, from: 21, to: 70 };
/** Read the public documentation as anonymous visitors before they sign up, if they are readers at all. */
export const READ_BEFORE_SIGN_UP = 0.2;

/** The features of catalog/defaults.ts: the share of people who use each, and how often a week. */
export const FEATURES = {
  deploy: { power: { share: 1, weekly: 2 }, regular: { share: 0.541, weekly: 1 } },
  createService: { power: { share: 1, weekly: 1 }, regular: { share: 0.374, weekly: 0.5 } },
  readDocs: { power: { share: 1, weekly: 2 }, regular: { share: 0.787, weekly: 1 } },
  runPipeline: { power: { share: 1, weekly: 3 }, regular: { share: 0.608, weekly: 1 } },
  monitoring: { power: { share: 0.65, weekly: 1 }, regular: { share: 0.27, weekly: 0.5 } },
} as const;

/**
 * How far people come, as shares of those who enter: the first is who does step 1, the last who finishes. Those of deployment
 * and service creation are of regular users; power users always finish.
 */
export const DEPTHS = {
  onboarding: [0.88, 0.72, 0.56, 0.431],
  deployment: [0.97, 0.9, 0.83, 0.702],
  serviceCreation: [0.93, 0.75, 0.62, 0.444],
} as const;

/** Before the release of a new service wizard (a Thursday) this share of people gave up after its first step. */
export const RELEASE = { day: 45, heldBack: 0.16, step: 1, campaign: 'service-wizard' };

/** These people used Configure Monitoring once, and stopped one after the other between these days. */
export const FADING = { share: 0.2, from: 15, to: 50 };

/** On a Wednesday every six weeks the portal is down before noon: a page that does not load, and the work comes after it. */
export const OUTAGE = { firstDay: 72, everyDays: 42, fromMinute: 10 * 60 + 20, toMinute: 12 * 60 + 5 };

/**
 * Experiments run in rounds, the first from week 8 on. Each has a control and a variant that this share of people is shown;
 * `rates` are the shares of people who reach the goal without it and with it.
 */
export const EXPERIMENT_ROUNDS = { firstWeek: 7, weeks: 8 };
export const EXPERIMENTS = [
  /** Wins. */
  { id: 'template-gallery', goal: 'feature_usage.click.favorite_template', share: 0.5, rates: [0.2, 0.33] },
  /** Is meant to be half and half, but a cached page keeps the variant from many. */
  { id: 'search-ranking', goal: 'feature_usage.click.search_result', share: 0.41, rates: [0.3, 0.3] },
] as const;
