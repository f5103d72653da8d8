import { STATUS_CODES } from 'node:http';
import type { FastifyServerOptions } from 'fastify';

type Headers = Readonly<Record<string, string>>;

/**
 * Answers to requests that never become one: bytes that are no HTTP, addresses that cannot be decoded.
 * No hook runs for these, so they bring the security headers themselves and say only the status.
 */
export function refuseUnreadable(
  headers: Headers,
): Pick<FastifyServerOptions, 'clientErrorHandler' | 'frameworkErrors'> {
  return {
    clientErrorHandler(error, socket) {
      if (socket.writable) {
        const status =
          error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
        const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' });
        socket.write(
          `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n`,
        );
      }
      socket.destroy();
    },
    frameworkErrors(_error, _request, { raw }) {
      raw.writeHead(400, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end('400 Bad Request');
    },
  };
}
