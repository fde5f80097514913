import { rowSize } from './rowSize';

describe('rowSize', () => {
  it.each([
    [200, 120, 10, { row: 26, font: 12 }], // the least that is legible; the rest is scrolled to
    [800, 400, 10, { row: 39, font: 16 }], // 400 / 10 less the line between rows; 0.4 of 39 is 15.6
    [400, 400, 10, { row: 39, font: 12 }], // a narrow panel has no room for larger text
    [3840, 2000, 5, { row: 56, font: 22 }], // a wall
    [800, 400, 0, { row: 56, font: 18 }],
  ])('of %i × %i px with %i rows', (width, height, rows, expected) => {
    expect(rowSize(width, height, rows)).toEqual(expected);
  });
});
