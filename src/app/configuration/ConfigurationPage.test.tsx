import React from 'react';
import { render, screen } from '@testing-library/react';
import ConfigurationPage from './ConfigurationPage';

const list = jest.fn();
const get = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getDataSourceSrv: () => ({ getList: list }),
  getBackendSrv: () => ({ get }),
}));

describe('ConfigurationPage', () => {
  it('says of each data source whether it answers, and what it says', async () => {
    list.mockReturnValue([
      { uid: 'good', name: 'Fawkes' },
      { uid: 'bad', name: 'Fawkes old' },
    ]);
    get.mockImplementation((path: string) =>
      path.includes('good')
        ? Promise.resolve({ status: 'OK', message: 'Workspace default answers.' })
        : Promise.reject({ status: 400, data: { message: 'The token is wrong.' } })
    );
    render(<ConfigurationPage />);

    expect(await screen.findByText('Answers')).toBeInTheDocument();
    expect(screen.getByText('Workspace default answers.')).toBeInTheDocument();
    expect(screen.getByText('Fails')).toBeInTheDocument();
    expect(screen.getByText('The token is wrong.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Fawkes old/ })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/bad'
    );
  });

  it('leads to adding the first one', () => {
    list.mockReturnValue([]);
    render(<ConfigurationPage />);
    expect(screen.getByText('No Fawkes Analytics data source yet')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Add a data source' })).toBeInTheDocument();
  });
});
