// Tests mean the same everywhere.
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');
const [[, swc]] = Object.entries(scaffold.transform);

module.exports = {
  ...scaffold,
  // Some packages (d3-color) bring only .mjs, which the scaffold's pattern leaves alone.
  transform: { '^.+\\.(mjs|[jt]sx?)$': swc },
  // The workspaces have tests of their own.
  roots: ['<rootDir>/src'],
};
