import { rowSize } from './rowSize';

describe('rowSize', () => {
  it.each([
    [200, 120, 10, { row: 26, font: 12 }], // the least that is legible; the rest is scrolled to
    [800, 400, 10, { row: 39, font: 12 }], // 400 / 10 less the line between rows
    [1050, 400, 10, { row: 39, font: 15 }], // 1050 / 70
    [2000, 400, 10, { row: 39, font: 16 }], // 0.4 of 39 is 15.6
    [3840, 2000, 5, { row: 48, font: 19 }], // a wall: 0.4 of 48 is 19.2
    [800, 400, 0, { row: 48, font: 12 }],
  ])('of %i × %i px with %i rows', (width, height, rows, expected) => {
    expect(rowSize(width, height, rows)).toEqual(expected);
  });
});
