import type { it } from './it.ts';

export const en: Readonly<Record<keyof typeof it, string>> = {
  siteName: 'Entra con CIE',
  requestTitle: 'CIE ACCESS REQUEST, LEVEL {level}',
  procedure: 'Entra con CIE',
  cancel: 'Cancel',
  proceed: 'Proceed',
  backToService: 'Back to the service',
  timeLimit: 'You have until {time} to complete the sign-in.',
  timeNearEnd: 'Less than 2 minutes are left to complete the sign-in.',

  credentialsHeading: 'Enter with your CIE credentials',
  username: 'CIE number, tax code (codice fiscale) or e-mail',
  password: 'Password',
  forgotten: 'Forgotten your password? Ask for a new one.',
  notActive: 'CIE credentials not active yet? Activate them now',
  usernameMissing: 'Enter the CIE number, the codice fiscale or the e-mail address',
  wrongCredentials:
    'What you entered is not correct. Check the CIE number, codice fiscale or e-mail address and the password, then try again.',
  waitTitle: 'Too many attempts',
  waitText: 'To protect the credentials, wait until {time} and then try again.',
  waitRecover: 'If you do not remember the password, ask for a new one: you need not wait.',

  codeHeading: 'Enter the one-time code (OTP)',
  codeSent: 'We have sent an SMS with a 6-digit code to your mobile number ending in {ending}.',
  codeLabel: 'OTP verification code',
  codeHint: 'It has 6 digits. It is valid only for this access to {service}.',
  codeValidity: 'Code valid for',
  codeMissing: 'Enter the 6 digits of the code that you received by SMS',
  codeWrong:
    '{left, plural, =0 {The code is not correct and you cannot try again with this one. Ask for a new code.} one {The code is not correct. You can try # more time.} other {The code is not correct. You can try # more times.}}',
  codeExpired: 'The code is no longer valid: it has expired or was used already. Ask for a new code.',
  codeExhausted: 'You entered too many wrong codes: this one is no longer valid. Ask for a new code.',
  codeTooMany: 'You entered too many wrong codes. For safety you can try again from {time}.',
  noCodeYet:
    'An SMS left a moment ago for your number ending in {ending}. If its code is for another access it is not valid here: you can ask for a new one from {time}.',
  tooManySms: 'Too many SMS have left for your number ending in {ending}. You can ask for another one from {time}.',
  notReceived: 'Did the SMS not arrive?',
  resend: 'Send the SMS again',
  goOnAtLevel1: 'Go on with level 1, without the code',
  goOnAtLevel1Text: 'This service takes level 1 too. Some of its functions may not be available.',

  consentTitle: 'CIE access request, level {level}',
  consentHeading: 'Do you agree to send the data?',
  consentText: 'The following data are about to be sent to:',
  consentNothing: 'No personal data is sent to {service}: it receives only a code that recognises you in this service.',
  givenName: 'Given name',
  familyName: 'Family name',
  birthDate: 'Date of birth',
  fiscalCode: 'Tax code (codice fiscale)',
  dateBoth: '{iso} ({words})',
  levelUsed1: 'Level used: 1 (password)',
  levelUsed2: 'Level used: 2 (password and code by SMS)',
  levelUsed3: 'Level used: 3 (card and PIN)',
  levelUsedSession: 'Level used: 1 (you have already signed in with this browser)',
  signedOnTitle: 'You are already signed in',
  signedOnText: 'You signed in with CIE in this browser a short while ago: there is no need to repeat it.',
  notYou: 'Not you? Enter with other credentials',
  offlineAccess: 'Allow {service} to read these data again also when you are not connected',
  offlineAccessHint:
    'The permission lasts at most 30 days from the last time the service uses it. You can withdraw it whenever you want: {address}',
  agree: 'Continue',

  levelTitle: 'This service asks for level 3',
  levelText:
    'Level 3 needs the identity card to be read, with its PIN. Reading the card is not available here yet, so you cannot enter {service} with level 3.',
  levelWhat: 'What you can do: go back to the service and choose another way to enter, or turn to its office.',
  phoneTitle: 'Your mobile number must be verified',
  phoneText:
    'The number on record was changed and has not been verified yet: for safety we cannot send you the code. Please turn to your municipality.',

  minorTitle: 'You cannot enter this service yet',
  minorText:
    'At present those aged between 5 and 18 can enter only schools of every kind and level, including military schools and academies.',
  minorChildText: 'Until the age of 5 no access is allowed.',
  minorUntil: 'You will be able to enter {service} from {date}.',
  nothingSent: 'No data was sent to the service.',

  timedOutTitle: 'The time for signing in is over',
  timedOutText:
    'For safety a sign-in must be completed in 10 minutes. Go back to the service and begin again: it takes few steps.',

  answeredTitle: 'This sign-in has already ended',
  answeredText:
    'You have already completed or cancelled this sign-in. If the page of the service did not open, go back to the service and begin again.',

  otherBrowserTitle: 'Sign-in begun in another browser',
  otherBrowserText: 'This sign-in can be completed only in the browser where it began. Nothing has changed here.',
  otherBrowserWhat:
    'To enter from here, open the service in this browser and choose “Entra con CIE”. Also check that the browser accepts the cookies of this site.',
  otherBrowserWarning: 'If somebody sent you this address, do not go on: they may want to enter in your place.',

  sendOnTitle: 'You are going back to the service',
  sendOnText: 'If the page of the service does not open by itself, press the button.',
  sendOn: 'Continue',

  homeTitle: 'Entra con CIE',
  homeText:
    'Sign-ins with the electronic identity card pass here. To enter a service, open its site and choose “Entra con CIE”.',
  homeAccesses: 'The services that can read your data again',

  accessesTitle: 'Your permissions',
  accessesLead:
    'These services can read your data again also when you are not connected. You can withdraw the permission whenever you want: your sign-ins do not change.',
  accessesNone: 'No service has the permission to read your data again.',
  accessSince: 'Permission given on {day}',
  accessUntil: 'Valid until {day} at most',
  accessEnd: 'Withdraw the permission',
  signOff: 'Sign out',
};
