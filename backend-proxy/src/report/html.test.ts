import { expect, it } from 'vitest';
import { breakable, html, trusted } from './html';

const HOSTILE = `<script>alert("1")</script>&'`;
const HARMLESS = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;';

it('escapes every part, in text, in attributes and in lists', () => {
  expect(html`<b title="${HOSTILE}">${HOSTILE}</b>${[HOSTILE, [HOSTILE]]}`.markup).toBe(
    `<b title="${HARMLESS}">${HARMLESS}</b>${HARMLESS}${HARMLESS}`
  );
});

it('keeps markup that was made the same way, and what a library made', () => {
  const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
  expect(html`${items}${trusted('<svg/>')}`.markup).toBe('<li>a</li><li>&lt;</li><svg/>');
});

it('leaves nothing where there is nothing, but 0 is something', () => {
  expect(html`[${undefined}${null}${false}${0}]`.markup).toBe('[0]');
});

it('takes nothing for markup that only looks like it', () => {
  const forged = JSON.parse('{"markup":"<script>"}') as string;
  expect(html`${forged}`.markup).not.toContain('<script>');
});

it('lets a name go on in the next line between its words', () => {
  expect(breakable('service_creation').markup).toBe('service_<wbr />creation');
  expect(breakable('a.<b>').markup).toBe('a.<wbr />&lt;b&gt;');
  expect(breakable('Sign Up').markup).toBe('Sign Up');
});
