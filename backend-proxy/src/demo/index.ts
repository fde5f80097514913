export { startDemo, type Demo, type DemoOptions } from './sender';
export { DEMO_SITES } from './sites';
