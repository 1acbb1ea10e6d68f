import type { ContactWords } from "./contacts.ts";
import { at } from "./en-when.ts";

const customers = (count: number) => `${count} ${count === 1 ? "customer is" : "customers are"}`;

export const EN_CONTACTS: ContactWords = {
  waiting: (count, queue, wait, by) =>
    `**${customers(count)} waiting in ${queue ? `the ${queue} queue` : "Connect"} now; the longest has waited ${wait}${queue ? "" : ` (${by})`}.**`,
  quiet: (queues) => `**No customer is waiting now (${queues}).**`,
  queues: (count) => `${count} Connect ${count === 1 ? "queue" : "queues"}`,
  noAgent: (queues) => `No agent is free to answer in: ${queues}.`,
  closed: (queues) => `Customers wait outside the opening hours of: ${queues}.`,
  none: "**There is no queue of Amazon Connect where I looked.**",
  became: (period, queue, contacts, answered, abandoned, rate) =>
    `**Of ${contacts} contacts ${queue ? `in the ${queue} queue` : "in Connect"} ${at(period)}, ${answered} were answered and ${abandoned} gave up before an answer (${rate}).**`,
  noContacts: (period, queue) => `**No contact came into ${queue ? `the ${queue} queue` : "Connect"} ${at(period)}.**`,
  longest: (queue, wait) => `The longest wait was ${wait}, in the ${queue} queue.`,
  wait: (minutes, seconds) =>
    minutes === 0 ? `${seconds} s` : seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`,
  columns: {
    queue: "Queue",
    waiting: "Waiting",
    longest: "Longest wait",
    online: "Agents online",
    free: "Agents free",
    open: "Within hours",
    hours: "Hours",
    contacts: "Contacts",
    answered: "Answered",
    abandoned: "Abandoned",
    rate: "Abandon rate",
    meanWait: "Mean wait to answer",
  },
};
