export { ASSETS } from './assets';
export { choicesSchema, PAGES, type Choices, type PageName } from './choices';
export { renderPage } from './page';
export { renderProblem } from './problem-page';
export type { Visit } from './visit';
