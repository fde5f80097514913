import React from 'react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import App from './App';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({ getList: () => [] }),
  PluginPage: ({ children }: React.PropsWithChildren) => <main>{children}</main>,
}));

it('leads to adding a data source where there is none', () => {
  render(
    <MemoryRouter>
      <App />
    </MemoryRouter>
  );
  expect(screen.getByText('Connect Fawkes Analytics to its proxy')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add a data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/fawkes-analytics-datasource'
  );
});
