import { openTestbed } from '@tessera/testbed';
import { expect, it } from 'vitest';
import { migrations } from './robot/index.ts';
import { sampleApp } from './testing/sample-app.tsx';

it('a listener hears that something changed, and the server can close while it listens', async () => {
  const testbed = await openTestbed('sqlite', { migrations });
  const { server, wake } = await sampleApp(testbed);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${address.replace('127.0.0.1', 'localhost')}/novita`);
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = (await reader?.read())?.value ?? '';
  wake();
  while (!heard.includes('changed')) heard += (await reader?.read())?.value ?? 'changed: the stream ended';
  expect(heard).toContain('event: changed\ndata:\n\n');
  await server.close();
  expect(await reader?.read()).toMatchObject({ done: true });
  await testbed.close();
});
