import type { it } from './it.ts';

export const en: Readonly<Record<keyof typeof it, string>> = {
  or: 'or',
  cardHeading: 'Enter by reading the card',
  cardText:
    'You can enter by reading the card (level 3) from an NFC smartphone with the CieID app, after registering your card, or from a PC with the CIE software and a smart-card reader.',
  learnMore: 'Find out more.',
  readCard: 'Enter by reading the card',

  chooseWay: 'Choose how to authenticate',
  smartphone: 'Continue with a smartphone',
  smartphoneText:
    'To authenticate with a smartphone (Android 6.0 or later, or iOS 13 or later, with NFC) take your new electronic identity card and make sure that the CieID app is installed and set up.',
  smartphoneNotYet: 'This way is not available here yet.',
  computer: 'Continue with the computer',
  computerText:
    'To authenticate with a contactless smart-card reader on a computer with Windows, Mac or Linux, take your new electronic identity card. Make sure that the CIE software is installed and set up, and put the card on the reader before you press the button.',
  backToLevel: 'Back to level {level}',
  otherWay: 'Choose another way',

  computerHeading: 'Enter with the card and the computer',
  computerLead: 'Put the card on the reader. You will be asked for the card’s PIN, which stays on your computer.',
  softwareCieHeading: 'With Software CIE',
  softwareCieText:
    'Software CIE reads the card and shows you which service asks before it asks you for the PIN. It must be running on this computer.',
  softwareCieGo: 'Open Software CIE',
  softwareCieHelp: 'No Software CIE? How to install it',
  doorHeading: 'With the card’s certificate in the browser',
  doorText:
    'If you have already connected the card to this browser, the browser asks which certificate to use and then for the PIN.',
  doorGo: 'Use the card’s certificate',

  statusCheck: 'Check reader and card',
  statusReady: 'Software CIE is running and the card is on the reader.',
  statusNoCard: 'Software CIE is running and the reader is connected. Put the card on the reader.',
  statusNoReader: 'Software CIE is running but sees no reader. Connect the reader to this computer.',
  statusAbsent: 'Software CIE does not answer. Start it on this computer, or use another way.',

  handOverTitle: 'You are going to Software CIE',
  handOverText:
    'The sign-in continues in Software CIE, on this computer. If the page does not open by itself, press the button. If nothing happens, check that Software CIE is running and go back.',
  handOver: 'Continue',
  handOverBack: 'Go back',

  'no-certificateTitle': 'The browser did not present the card',
  'no-certificateText':
    'Check that the card is on the reader, close all windows of the browser, open it again and start over from the service. If you have never connected the card to this browser, use another way. Browsers do not offer a card that has expired.',
  'not-recognisedTitle': 'The card was not recognised',
  'not-recognisedText':
    'It was not possible to verify that this is an electronic identity card valid for signing in. Check that you chose the certificate of your card, and try again.',
  'status-unknownTitle': 'We cannot check the card now',
  'status-unknownText':
    'The service that says whether a card is still valid does not answer. For safety nobody enters with a card meanwhile: try again in a few minutes or use another way.',

  'card-expiredTitle': 'Your card has expired',
  'card-expiredText':
    'You cannot enter with an expired card. Ask your municipality for a new electronic identity card.',
  'card-revokedTitle': 'Your card is no longer valid',
  'card-revokedText':
    'This card was revoked, for example after a report of theft or loss, or because you have a new one. If you have the new card, use that; otherwise turn to your municipality.',
  'card-of-minorTitle': 'The card opens services from the age of 18',
  'card-of-minorText':
    'Minors cannot use the electronic identity card to sign in. From 5 to 18 years of age they enter the services of schools with the credentials of levels 1 and 2.',

  doorOverTitle: 'This step is no longer valid',
  doorOverText:
    'A step with the card is valid for two minutes and once only. Go back to the sign-in page and choose again how to continue: nothing has changed here.',
};
