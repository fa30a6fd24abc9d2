// The ways out of a page: 25 functions that run in it, each of which tries to reach another origin under its own name.

export const channels = {
  fetch: ({ to }) => fetch(`http://${to}/fetch`, { mode: "no-cors" }),
  XMLHttpRequest: ({ to }) => {
    const request = new XMLHttpRequest();
    request.open("GET", `http://${to}/XMLHttpRequest`);
    request.send();
  },
  sendBeacon: ({ to }) => navigator.sendBeacon(`http://${to}/sendBeacon`, "x"),
  WebSocket: ({ to }) => void new WebSocket(`ws://${to}/WebSocket`),
  EventSource: ({ to }) => void new EventSource(`http://${to}/EventSource`),
  worker: ({ to }) => {
    const source = new Blob([`fetch("http://${to}/worker", { mode: "no-cors" })`], { type: "text/javascript" });
    new Worker(URL.createObjectURL(source));
  },
  image: ({ to }) => {
    new Image().src = `http://${to}/image`;
  },
  "CSS-url": ({ to }) => {
    document.body.style.backgroundImage = `url(http://${to}/CSS-url)`;
  },
  script: ({ to }) => {
    const script = document.createElement("script");
    script.src = `http://${to}/script`;
    document.head.append(script);
  },
  import: ({ to }) => import(`http://${to}/import`),
  stylesheet: ({ to }) => {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", href: `http://${to}/stylesheet` }));
  },
  "CSS-import": ({ to }) => {
    const style = document.createElement("style");
    style.textContent = `@import "http://${to}/CSS-import";`;
    document.head.append(style);
  },
  font: ({ to }) => new FontFace("Outside", `url(http://${to}/font)`).load(),
  iframe: ({ to }) => {
    const frame = document.createElement("iframe");
    frame.src = `http://${to}/iframe`;
    document.body.append(frame);
  },
  object: ({ to }) => {
    const object = document.createElement("object");
    object.data = `http://${to}/object`;
    document.body.append(object);
  },
  video: ({ to }) => {
    const video = document.createElement("video");
    document.body.append(Object.assign(video, { preload: "auto", src: `http://${to}/video` }));
  },
  "SVG-image": ({ to }) => {
    const [svg, image] = ["svg", "image"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    image.setAttribute("href", `http://${to}/SVG-image`);
    svg.append(image);
    document.body.append(svg);
  },
  prefetch: ({ to }) => {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "prefetch", href: `http://${to}/prefetch` }));
  },
  preconnect: ({ connection }) => {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "preconnect", href: `http://${connection}` }));
  },
  icon: ({ to }) => {
    for (const old of document.querySelectorAll("link[rel=icon]")) old.remove();
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "icon", type: "image/png", href: `http://${to}/icon` }));
  },
  ping: ({ to }) => {
    const link = document.createElement("a");
    document.body.append(Object.assign(link, { href: "#ping", ping: `http://${to}/ping` }));
    link.click();
  },
  WebRTC: async ({ packets }) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:${packets}` }] });
    connection.createDataChannel("x");
    await connection.setLocalDescription(await connection.createOffer());
  },
  form: ({ to }) => {
    const form = document.createElement("form");
    document.body.append(Object.assign(form, { method: "post", action: `http://${to}/form` }));
    form.submit();
  },
  navigation: ({ to }) => {
    location.href = `http://${to}/navigation`;
  },
  popup: ({ to }) => void open(`http://${to}/popup`),
};

/** After these the page may be another one, so each has a page of its own. */
export const leaving = ["form", "navigation", "popup"];
