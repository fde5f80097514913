import React, { useState } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import type { FawkesOptions } from '../types';
import ConfigEditor from './ConfigEditor';
import type { ConfigProps } from './configProps';

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

  it('lets nothing be changed that files provision', () => {
    show({ readOnly: true });
    expect(screen.getByLabelText(/Address/)).toBeDisabled();
    expect(screen.getByLabelText(/Token/)).toBeDisabled();
  });
});
