// Policies become what a server sends with every answer.

/** What the demo's own page says in its `<meta>`. */
export function ownPolicy(html) {
  return html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/)[1];
}

/** The strictest that the browsers of today enforce. Firefox does not know the second header yet. */
export const cage = (policy) => ({
  "content-security-policy": `${policy}; connect-src 'none'; webrtc 'block'; sandbox allow-scripts allow-same-origin`,
  "connection-allowlist": "(response-origin)",
});
