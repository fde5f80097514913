import React, { useState } from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { setBackendSrv, type BackendSrv } from '@grafana/runtime';
import type { FawkesOptions } from '../types';
import ConfigEditor from './ConfigEditor';
import type { ConfigProps } from './configProps';

const get = jest.fn((_url: string): Promise<unknown> => new Promise(() => {}));
setBackendSrv({ get } as unknown as BackendSrv);

let saved: ConfigProps['options'];

/** The settings as Grafana holds them. */
function Settings({ jsonData = {}, ...more }: Partial<ConfigProps['options']>) {
  const [options, setOptions] = useState({ jsonData, secureJsonFields: {}, ...more } as ConfigProps['options']);
  const change = (next: ConfigProps['options']) => {
    saved = next;
    setOptions(next);
  };
  return <ConfigEditor options={options} onOptionsChange={change} />;
}

const show = (options: Partial<ConfigProps['options']> = {}) => render(<Settings {...options} />);
const enter = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('ConfigEditor', () => {
  it('keeps the address in the open and the token in secret', () => {
    show();
    enter(/Address/, 'http://proxy:8787');
    enter(/Token/, 'secret');
    expect(saved.jsonData).toEqual({ address: 'http://proxy:8787' });
    expect(saved.secureJsonData).toEqual({ token: 'secret' });
    expect(saved.url).toBeUndefined();
  });

  it('takes the workspace that the token has to be of', () => {
    show();
    enter(/Expected workspace/, 'shop');
    expect(saved.jsonData).toEqual({ workspace: 'shop' });
  });

  it('says how a token is made', () => {
    show();
    expect(screen.getByText(/fawkes-analytics token create --workspace default --role read/)).toBeInTheDocument();
  });

  it.each(['proxy:8787', 'ftp://proxy', 'not an address'])('says that %s is no address', (address) => {
    show({ jsonData: { address } });
    expect(screen.getByRole('alert')).toHaveTextContent('Write it with http:// or https://');
  });

  it.each(['http://me:secret@proxy', 'http://proxy?token=x', 'http://proxy/#a'])(
    'says that %s says too much',
    (address) => {
      show({ jsonData: { address } });
      expect(screen.getByRole('alert')).toHaveTextContent('The token has a field of its own');
    }
  );

  it.each(['http://127.0.0.1:8787', 'https://proxy.example/analytics/', ' http://proxy '])('takes %p', (address) => {
    show({ jsonData: { address } });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows that there is a token without showing it, and lets it be replaced', () => {
    show({ secureJsonFields: { token: true } });
    expect(screen.getByLabelText(/Token/)).toBeDisabled();
    fireEvent.click(screen.getByRole('button', { name: /reset/i }));
    expect(saved.secureJsonFields).toEqual({ token: false });
    expect(screen.getByLabelText(/Token/)).toBeEnabled();
  });

  it.each([
    ['60', 60],
    ['', undefined],
    ['-1', undefined],
  ])('takes the time-out %p as %p', (text, timeout) => {
    show({ jsonData: { timeout: 5 } as FawkesOptions });
    enter(/Time-out/, text);
    expect(saved.jsonData.timeout).toBe(timeout);
  });

  it('asks for a CA only where there is one', () => {
    show();
    expect(screen.queryByLabelText(/CA certificate/)).not.toBeInTheDocument();
    fireEvent.click(screen.getByLabelText(/Own certificate authority/));
    enter(/CA certificate/, 'PEM');
    expect(saved.jsonData.tlsAuthWithCACert).toBe(true);
    expect(saved.secureJsonData).toEqual({ tlsCACert: 'PEM' });
  });

  it('keeps the names of headers in the open and their values in secret', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Add header' }));
    enter('Name of header 1', 'X-Key');
    enter('Value of header 1', 'secret');
    expect(saved.jsonData).toEqual({ httpHeaderName1: 'X-Key' });
    expect(saved.secureJsonData).toEqual({ httpHeaderValue1: 'secret' });
  });

  it('moves headers up when one is removed, and asks anew for a value that it cannot read', () => {
    const jsonData = { address: 'http://proxy', httpHeaderName1: 'A', httpHeaderName2: 'B' } as FawkesOptions;
    show({ jsonData, secureJsonFields: { token: true, httpHeaderValue1: true, httpHeaderValue2: true } });
    fireEvent.click(screen.getByRole('button', { name: 'Remove header 1' }));
    expect(saved.jsonData).toEqual({ address: 'http://proxy', httpHeaderName1: 'B' });
    expect(saved.secureJsonFields).toEqual({ token: true, httpHeaderValue1: false, httpHeaderValue2: false });
    expect(screen.getByLabelText('Value of header 1')).toBeEnabled();
  });

  it('shows after each saving which workspace is read, and its sites', async () => {
    get.mockImplementation(async (url: string) =>
      url.endsWith('/health')
        ? { details: { workspace: 'shop' } }
        : { sites: Array.from({ length: 12 }, (_, i) => ({ domain: `s${i}.example` })) }
    );
    show({ uid: 'u1', version: 2 });
    expect(await screen.findByText('Workspace shop')).toBeInTheDocument();
    expect(screen.getByText(/s0\.example, .*s9\.example and 2 more$/)).toBeInTheDocument();
  });

  it('leaves it to the test to say that there is no connection', async () => {
    get.mockRejectedValue(new Error('down'));
    await act(async () => {
      show({ uid: 'u1', version: 2 });
    });
    expect(screen.queryByText(/Workspace/)).not.toBeInTheDocument();
  });

  it('lets nothing be changed that files provision', () => {
    show({ readOnly: true });
    expect(screen.getByLabelText(/Address/)).toBeDisabled();
    expect(screen.getByLabelText(/Token/)).toBeDisabled();
  });
});
