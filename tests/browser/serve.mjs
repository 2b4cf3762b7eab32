// A static web server for tests: files below some folders, on a port of the system's choosing.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css',
  '.json': 'application/json', '.png': 'image/png',
};

// `places` maps a path's beginning to a folder; the longest beginning that fits is taken.
function fileFor(places, path) {
  const starts = Object.keys(places).filter((start) => path.startsWith(start));
  const start = starts.sort((a, b) => b.length - a.length)[0];
  return join(places[start], normalize('/' + path.slice(start.length)));
}

export async function serve(places) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = fileFor(places, path.endsWith('/') ? path + 'index.html' : path);
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { 'content-type': types[extname(file)] || 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
