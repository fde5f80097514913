export { startLinker, type Linker } from './linker';
