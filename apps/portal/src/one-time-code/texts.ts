import { catalogue } from '@tessera/base';

/** The words around the box for a code. */
export const codeTexts = catalogue({
  it: {
    codeLabel: 'Codice di verifica OTP',
    codeHint: '6 cifre. Il codice vale 10 minuti.',
    codeMissing: 'Inserisci il codice di 6 cifre',
    codeWrong:
      '{left, plural, one {Il codice non è giusto. Ti resta un solo tentativo con questo codice} other {Il codice non è giusto. Ti restano # tentativi con questo codice}}',
    codeTooMany: 'Oggi sono stati inseriti troppi codici sbagliati. Potrai riprovare alle {time} del {day}',
    codeExpired: 'Questo codice è scaduto o è già stato usato. Fattene mandare uno nuovo',
    codeNoMore: 'Non puoi chiedere altri codici. Ricomincia più tardi.',
    codeExhausted: 'Questo codice è stato sbagliato 5 volte e non vale più. Fattene mandare uno nuovo',
  },
  en: {
    codeLabel: 'OTP verification code',
    codeHint: '6 digits. The code is valid for 10 minutes.',
    codeMissing: 'Enter the code of 6 digits',
    codeWrong:
      '{left, plural, one {The code is wrong. You have one try left with this code} other {The code is wrong. You have # tries left with this code}}',
    codeTooMany: 'Too many wrong codes were entered today. You can try again at {time} on {day}',
    codeExpired: 'This code has expired or was used already. Ask for a new one',
    codeNoMore: 'You cannot ask for more codes. Start again later.',
    codeExhausted: 'This code was entered wrongly 5 times and is no longer valid. Ask for a new one',
  },
  de: {
    codeLabel: 'OTP-Code',
    codeHint: '6 Ziffern. Der Code gilt 10 Minuten.',
    codeMissing: 'Gib den Code mit 6 Ziffern ein',
    codeWrong:
      '{left, plural, one {Der Code ist falsch. Du hast mit diesem Code noch einen Versuch} other {Der Code ist falsch. Du hast mit diesem Code noch # Versuche}}',
    codeTooMany: 'Heute wurden zu viele falsche Codes eingegeben. Du kannst es um {time} am {day} wieder versuchen',
    codeExpired: 'Dieser Code ist abgelaufen oder wurde schon verwendet. Lass dir einen neuen schicken',
    codeNoMore: 'Du kannst keine weiteren Codes anfordern. Beginne später von vorn.',
    codeExhausted: 'Dieser Code wurde 5-mal falsch eingegeben und gilt nicht mehr. Lass dir einen neuen schicken',
  },
});
