// Another origin on this machine: whatever reaches it, by whichever way, is written down as the channel that it came by.

import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import { createServer as createListener } from "node:net";

export async function openOutside() {
  const arrived = new Set();
  // The first part of the path names the channel.
  const note = ({ url }) => arrived.add(url.split(/[/?]/)[1]);
  const http = createServer((request, response) => {
    note(request);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" }).end();
  });
  http.on("upgrade", (request, socket) => {
    note(request);
    socket.destroy();
  });
  const connected = createListener((socket) => {
    arrived.add("preconnect");
    socket.on("error", () => {}).destroy();
  });
  const packets = createSocket("udp4").on("message", () => arrived.add("WebRTC"));
  for (const server of [http, connected]) await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  await new Promise((resolve) => packets.bind(0, "127.0.0.1", resolve));
  return {
    arrived,
    /** What the channels are told. */
    where: {
      to: `127.0.0.1:${http.address().port}`,
      connection: `127.0.0.1:${connected.address().port}`,
      packets: `127.0.0.1:${packets.address().port}`,
    },
    close: () => {
      http.closeAllConnections();
      for (const server of [http, connected, packets]) server.close();
    },
  };
}
