import { MAX_BODY_BYTES } from '@fawkes/contract';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { refuseBrokenRequest } from './broken-request';
import type { AppDeps } from './deps';
import { arrivals } from './plugins/arrivals';
import { auth } from './plugins/auth';
import { bodies } from './plugins/bodies';
import { bodyBudget } from './plugins/body-budget';
import { openapi } from './plugins/openapi';
import { contractVersion } from './plugins/contract-version';
import { problems, sendProblem } from './plugins/problems';
import { rateLimit } from './plugins/rate-limit';
import { refusedUploads } from './plugins/refused-uploads';
import { requestLog } from './plugins/request-log';
import { requestMetrics } from './plugins/request-metrics';
import { security } from './plugins/security';
import { validation } from './plugins/validation';
import { auditRoutes } from './routes/audit';
import { backupRoutes } from './routes/backup';
import { definitionRoutes } from './routes/definitions';
import { definitionsFileRoutes } from './routes/definitions-file';
import { eventsRoutes } from './routes/events';
import { exportRoutes } from './routes/export';
import { healthRoutes } from './routes/health';
import { homeRoutes } from './routes/home';
import { importRoutes } from './routes/imports';
import { legacyAdoptionRoutes } from './routes/legacy-adoption';
import { legacyDashboardRoutes } from './routes/legacy-dashboard';
import { legacyExperimentRoutes } from './routes/legacy-experiments';
import { legacyFunnelRoutes } from './routes/legacy-funnel';
import { legacySegmentRoutes } from './routes/legacy-segments';
import { liveRoutes } from './routes/live';
import { metricsRoutes } from './routes/metrics';
import { peopleRoutes } from './routes/people';
import { staticSegmentRoutes } from './routes/static-segments';
import { ingestionRoutes } from './routes/ingestion';
import { plausibleRoutes } from './routes/plausible-event';
import { propertyRoutes } from './routes/properties';
import { queryRoutes } from './routes/query';
import { sampleSizeRoutes } from './routes/sample-size';
import { scriptRoutes } from './routes/script';
import { siteRoutes } from './routes/sites';
import { tokenRoutes } from './routes/tokens';
import { usageTrendsRoutes } from './routes/usage-trends';
import { workspaceRoutes } from './routes/workspaces';

const DOORS = [
  healthRoutes,
  metricsRoutes,
  queryRoutes,
  liveRoutes,
  propertyRoutes,
  exportRoutes,
  legacyDashboardRoutes,
  usageTrendsRoutes,
  legacyAdoptionRoutes,
  legacyExperimentRoutes,
  legacySegmentRoutes,
  legacyFunnelRoutes,
  plausibleRoutes,
  scriptRoutes,
  eventsRoutes,
  ingestionRoutes,
  siteRoutes,
  sampleSizeRoutes,
  definitionRoutes,
  staticSegmentRoutes,
  definitionsFileRoutes,
  peopleRoutes,
  tokenRoutes,
  auditRoutes,
  workspaceRoutes,
  importRoutes,
  backupRoutes,
  homeRoutes,
];

/** An id of 300 characters, each of them four bytes of three letters. */
const LONGEST_PARAMETER = 300 * 12;

/** The HTTP application, ready to listen or to be injected into. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { trustedProxies } = deps.config;
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    // A person's id stands in the path, and may be long.
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    requestTimeout: 60_000,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    frameworkErrors: sendProblem,
    clientErrorHandler: refuseBrokenRequest,
    // Answered by the problems' plugin, in the one shape of errors.
    return503OnClosing: false,
  });
  await app.register(contractVersion);
  await app.register(requestLog);
  await app.register(requestMetrics, deps);
  await app.register(problems);
  await app.register(refusedUploads);
  await app.register(bodies);
  await app.register(validation);
  await app.register(security, deps);
  await app.register(openapi);
  await app.register(arrivals, deps);
  await app.register(async (doors) => {
    await doors.register(auth, deps);
    await doors.register(rateLimit, deps);
    await doors.register(bodyBudget);
    for (const door of DOORS) {
      await doors.register(door, deps);
    }
  });
  return app;
}
