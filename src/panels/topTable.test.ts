import { FieldType, toDataFrame } from '@grafana/data';
import { rankedColumns } from './topTable';

const top = toDataFrame({
  name: 'top',
  fields: [
    { name: 'page.path', type: FieldType.string, values: ['/a'] },
    { name: 'page_views', type: FieldType.number, values: [20] },
    { name: 'page_views_previous', type: FieldType.number, values: [10] },
    { name: 'page_views_change', type: FieldType.number, values: [100] },
    { name: 'unique_visitors', type: FieldType.number, values: [5] },
    { name: 'unique_visitors_previous', type: FieldType.number, values: [5] },
    { name: 'unique_visitors_change', type: FieldType.number, values: [0] },
  ],
});

describe('rankedColumns', () => {
  it('shows the name, the measures, and the change of the ranking one', () => {
    const columns = rankedColumns(top, 'page_views', 'page.path').fields;
    expect(columns.map((field) => field.name)).toEqual([
      'page.path',
      'page_views',
      'unique_visitors',
      'page_views_change',
    ]);
    expect(columns[3]!.values).toEqual([100]);
    expect(columns[0]!.config.links![0]!.url).toContain('&var-filters=page.path%7C%3D%7C${__value.raw:percentencode}');
    expect(columns[1]!.config.links).toBeUndefined();
  });

  it('does well without a comparison', () => {
    const alone = { ...top, fields: top.fields.slice(0, 2) };
    expect(rankedColumns(alone, 'page_views', 'page.path').fields).toHaveLength(2);
  });
});
