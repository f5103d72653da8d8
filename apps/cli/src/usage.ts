import { makers } from '@tessera/chip';
import { RENEWABLE_PURPOSES } from '@tessera/keys';

export const USAGE = `Usage: tessera <command> [options]

  card     virtual identity cards: those of the running sandbox, and cards in files
  keys     the keys of an installation

  tessera card --help    shows what can be done with them
`;

const NEW = `Usage: tessera card new --out FILE [options]

Makes a card of its own, outside any country: a chip with keys, codes and papers that it signed itself. It shows PIN and PUK once.

  --out FILE                 where to write it; a file that exists is left alone
  --maker NAME               ${makers.join(', ')}
                             (default: gemalto)
  --pin, --puk DIGITS        eight digits each (default: drawn)
  --nis DIGITS               number for services, twelve digits (default: drawn)
  --terminal-exponent FILE   believe readers certified with this private exponent (big-endian bytes, or hexadecimal); the card
                             then draws an authority that fits it. For published clients of real cards.

Without --terminal-exponent it believes the readers of the sandbox in TESSERA_DATA (default .tessera).
`;

const INSERT = `Usage: tessera card insert SERIAL [--phone ID]
       tessera card insert FILE --vpcd [connect|listen|PORT] [manners]

Puts a card of the running sandbox on its reader (or a phone), or the card of a file on pcscd's virtual reader, where every program
of this machine sees it. The second lies there until Ctrl+C, and keeps its counters in the file.

  --vpcd              how to meet vpcd: "connect" calls it, as Debian's package is set up (default); "listen" waits for its call
                      (reader.conf: DEVICENAME 127.0.0.1:0x8C7B, with a vpcd of 2022 or later)
  --port PORT         vpcd's port (default 35963); also as --vpcd 127.0.0.1:PORT

Manners, for the file's card
  --lost-after MS     it is taken away so many milliseconds after the first command
  --lost-at N         … at the N-th command
  --torn-at N         the power fails while it carries out the N-th command
  --slow MS           each answer takes so much longer
`;

const REMOVE = `Usage: tessera card remove SERIAL

Puts a card of the running sandbox into the drawer. A card of a file is removed with Ctrl+C where it was inserted.
`;

const LIST = `Usage: tessera card list

Shows the cards of the running sandbox, where they lie, and how many tries their PIN and PUK have left.
`;

const APDU = `Usage: tessera card apdu SERIAL|FILE HEX…

Sends commands to a card of the running sandbox, or to the card of a file, and shows the answers.

  tessera card apdu CA00000AA 00A4040C0DA0000000308000000009816001 00A4040C06A00000000039 00B081000C
`;

const ALL = `Usage: tessera card <command> [options]

  list      the cards of the running sandbox
  insert    put a card on the sandbox's reader, or a card of a file on pcscd's virtual reader
  remove    put a card back into the drawer
  apdu      send commands to a card
  new       make a card in a file

  tessera card <command> --help    tells more

Environment
  TESSERA_PORT   port of the running sandbox's control panel (default 4000)
`;

export const CARD_USAGE = { all: ALL, new: NEW, insert: INSERT, remove: REMOVE, list: LIST, apdu: APDU } as const;

const KEYS_ENVIRONMENT = `
Environment
  TESSERA_KEYS   the key folder (default: the sandbox's, in TESSERA_DATA or .tessera)
`;

const KEYS_LIST = `Usage: tessera keys list

Shows every key of the key folder, when it was made, which master key seals it, and what it does. It shows no secret.
${KEYS_ENVIRONMENT}`;

const ROTATE = `Usage: tessera keys rotate PURPOSE
       tessera keys rotate master

Makes a new key. Running nodes need no restart. Run it again after an interruption: it goes on where it was.

  PURPOSE   ${RENEWABLE_PURPOSES.slice(0, 8).join(', ')},
            ${RENEWABLE_PURPOSES.slice(8).join(', ')}.
            The new key seals or signs one hour later; the old one goes on opening and verifying what it made.
  master    Draws a new master key and seals every key anew under it. The old one stays in the folder until you take it away.
${KEYS_ENVIRONMENT}`;

const KEYS_ALL = `Usage: tessera keys <command>

  list      what keys there are
  rotate    make a new one

  tessera keys <command> --help    tells more
${KEYS_ENVIRONMENT}`;

export const KEYS_USAGE = { all: KEYS_ALL, list: KEYS_LIST, rotate: ROTATE } as const;
