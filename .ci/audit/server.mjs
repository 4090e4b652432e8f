// Serves one site below a base path, as a plain static host does: gzip, types, ETags, index.html for folders, and the
// site's own 404.html for what is not there. Which site is served can be changed while it runs.
import { createServer } from "node:http";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8", ".json": "application/json", ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
  ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".pdf": "application/pdf",
  ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8",
  ".vcf": "text/vcard; charset=utf-8",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};
const squeezed = /^text\/|json|xml|svg|javascript/; // what hosts compress; fonts and pictures are compressed as they are

/** serve listens on a free port of this machine. root(dir) changes the folder that is served. */
export async function serve(base) {
  let root = "";
  const server = createServer((req, res) => {
    const url = new URL(req.url, "http://localhost");
    let path;
    try {
      path = decodeURIComponent(url.pathname);
    } catch {
      return send(res, req, 400, "text/plain", Buffer.from("malformed address\n"));
    }
    if (path + "/" === base) return redirect(res, base);
    if (!path.startsWith(base)) return send(res, req, 404, "text/plain; charset=utf-8", Buffer.from("outside of the site\n"));
    let file = join(root, normalize("/" + path.slice(base.length)));
    let stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      if (!path.endsWith("/")) return redirect(res, url.pathname + "/");
      file = join(file, "index.html");
      stat = statSync(file, { throwIfNoEntry: false });
    } else if (path.endsWith("/")) {
      stat = undefined;
    }
    if (stat?.isFile()) {
      const kept = url.search ? "public, max-age=31536000, immutable" : "public, max-age=600"; // a query is the hash
      return send(res, req, 200, types[extname(file)] ?? "application/octet-stream", readFileSync(file), kept);
    }
    const lost = statSync(join(root, "404.html"), { throwIfNoEntry: false });
    send(res, req, 404, types[".html"], lost ? readFileSync(join(root, "404.html")) : Buffer.from("no 404.html\n"));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://localhost:${server.address().port}`,
    root: (dir) => { root = dir; },
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

function redirect(res, to) {
  res.writeHead(301, { location: to }).end();
}

function send(res, req, status, type, body, keep = "no-store") {
  const etag = `"${createHash("sha1").update(body).digest("hex")}"`;
  const head = { "content-type": type, "cache-control": keep, etag, "x-content-type-options": "nosniff" };
  if (status === 200 && req.headers["if-none-match"] === etag) return res.writeHead(304, head).end();
  if (squeezed.test(type)) {
    head.vary = "accept-encoding";
    if (/\bgzip\b/.test(req.headers["accept-encoding"] ?? "")) {
      body = gzipSync(body, { level: 6 });
      head["content-encoding"] = "gzip";
    }
  }
  head["content-length"] = body.length;
  res.writeHead(status, head).end(req.method === "HEAD" ? undefined : body);
}
