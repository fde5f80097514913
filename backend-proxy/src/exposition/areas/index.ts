import { adoption } from './adoption';
import type { Area } from './area';
import { experiments } from './experiments';
import { funnels } from './funnels';
import { segments } from './segments';
import { usage } from './usage';

/** The five areas. */
export const AREAS: readonly Area[] = [usage, adoption, experiments, segments, funnels];
