/** Presses the one button of the page that posts an answer to a service. */
const form = document.querySelector<HTMLFormElement>('form#send-on');
form?.submit();
