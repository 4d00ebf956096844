// Signed requests by Twilio's own library, and forgeries that it refuses: one JSON object a line.
//   node signatures.mjs <how many> <seed>
import twilio from 'twilio';

const [count, seed] = process.argv.slice(2).map(Number);
const { getExpectedTwilioSignature, validateRequest } = twilio;
let state = seed >>> 0;
const next = most => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % most;
const words = ['Сәлеметсіз бе', 'Қалай?', 'hello & bye', 'a=b', 'ё й й', '100 %', '+7 701', '', ' ', '😀', 'line\r\nbreak', '\u0000x', '<Response/>', '￮', 'ʼ'];
const names = ['Body', 'From', 'To', 'MessageSid', 'ProfileName', 'body', 'BODY', 'Key1', 'Key10', 'Key2', 'Ключ', 'Әріп', '_x', 'Z', '\u{1F600}', '￮'];
const hosts = ['https://bot.example.kz', 'https://Bot.Example.KZ', 'https://egov.example.kz/consult', 'http://127.0.0.1:28090', 'https://bot.example.kz:8443'];
const targets = ['/hooks/whatsapp', '/hooks/whatsapp/status?m=17', '/hooks/whatsapp?tenant=mdai&q=%D2%9B+a%20b', '/hooks/whatsapp/'];
for (let i = 0; i < count; i++) {
  const token = Array.from({ length: 32 }, () => next(16).toString(16)).join('');
  const [base, target] = [hosts[next(hosts.length)], targets[next(targets.length)]];
  const pairs = Array.from({ length: 1 + next(12) }, () => [names[next(names.length)], words[next(words.length)]]);
  const params = {};
  for (const [name, value] of pairs) params[name] = name in params ? [].concat(params[name], value) : value;
  const signature = getExpectedTwilioSignature(token, base + target, params);
  const body = pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&');
  const forged = { ...params, Forged: 'x' };
  if (validateRequest(token, signature, base + target, forged)) throw new Error('the library accepts a forgery');
  console.log(JSON.stringify({ token, base, target, body, signature, forged: body + '&Forged=x' }));
}
