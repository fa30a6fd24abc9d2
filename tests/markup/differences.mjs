// What came of a case → in what device and server differ.

/** Problems of slots that both have painted; what is told of other things both are told. */
function comparable({ left, problems, gone }) {
  const others = [...left, ...gone].map((name) => `/slots/${name}`);
  return problems.filter(
    (problem) =>
      !/^\/(page|timeZone|locales|now)/.test(problem) &&
      !others.some((path) => problem.startsWith(`${path}/`) || problem.startsWith(`${path}:`)),
  );
}

export function differences({ server, device, both, left, gone }) {
  const [wanted, found, again] = [device, server, both].map(({ problems }) =>
    comparable({ left, problems, gone }).join("\n"),
  );
  return [
    ...(server.html === device.html ? [] : ["the server's page is not the device's"]),
    ...(both.html === device.whole ? [] : ["over the server's page the device makes another one"]),
    ...(both.touched.length === 0 ? [] : [`over the server's page the device changed ${both.touched}`]),
    ...(wanted === found ? [] : ["other problems on the server"]),
    ...(wanted === again ? [] : ["other problems over the server's page"]),
    ...(server.variants === device.variants ? [] : ["other variants"]),
  ];
}
