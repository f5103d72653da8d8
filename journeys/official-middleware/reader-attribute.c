/* Preloaded before a PC/SC client: answers SCardGetAttrib for the ATR where the reader's driver does not.
 *
 * Debian's vpcd 3.3 knows no reader attributes, and the official middleware takes the ATR from nowhere else. SCardStatus has it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
#include <winscard.h>

#define ATR_STRING 0x00090303

typedef LONG (*GetAttrib)(SCARDHANDLE, DWORD, LPBYTE, LPDWORD);

LONG SCardGetAttrib(SCARDHANDLE card, DWORD attribute, LPBYTE value, LPDWORD length) {
  GetAttrib ask_driver = (GetAttrib)dlsym(RTLD_NEXT, "SCardGetAttrib");
  LONG answer = ask_driver(card, attribute, value, length);
  if (answer == SCARD_S_SUCCESS || attribute != ATR_STRING) return answer;

  BYTE atr[MAX_ATR_SIZE];
  DWORD atr_length = sizeof atr, name_length = 0, state, protocol;
  answer = SCardStatus(card, NULL, &name_length, &state, &protocol, atr, &atr_length);
  if (answer != SCARD_S_SUCCESS) return answer;
  if (value != NULL) {
    if (*length < atr_length) return SCARD_E_INSUFFICIENT_BUFFER;
    memcpy(value, atr, atr_length);
  }
  *length = atr_length;
  return SCARD_S_SUCCESS;
}
