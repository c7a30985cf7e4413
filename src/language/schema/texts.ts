// What data/languages/*/texts.yaml must hold: every text that people read, by where they read it. A missing one is a problem
// with its place; one that the program asks for and isn't here is a type error.
import type { z } from "zod";
import { COMMAND_NAMES, type CommandName, LANGUAGES } from "../../chat.js";
import { reasons } from "./reasons.js";
import { eachChoice, named, section, text, texts, words } from "./sections.js";
import { draft, watch } from "./source.js";

/** The bot's own sentences, around facts and in their place. */
const answers = texts(
  "yes",
  "no",
  // yes in reply to a question that contains a negation
  "yesAfterAll",
  // how a text begins that tells a value as the source's
  "accordingTo",
  "otherwise",
  // before a fact that leaves open what was asked
  "open",
  "untoldAbout",
  "noMore",
  // of a word that somebody wants explained
  "undefined",
  // to a remark that asks for nothing
  "heard",
  "unknownWords",
  // to a message in a language that none of these is
  "otherLanguage",
  "notOf",
  "untold",
  "untoldOf",
  // of whom else a question is answered: of nobody else, or of others too
  "untoldOnly",
  "untoldOthers",
  // what a subject's facts are about: all of it, or some
  "tells",
  "tellsSome",
  // before the fact that comes nearest to an answer
  "nearest",
  "outside",
  "outsideTopic",
  // before the addresses of other people's sites
  "moreAbout",
  "moreOnThis",
  "offTopic",
  "notUnderstood",
  // where it is known whom it is about
  "notUnderstoodOf",
  "didYouMean",
  // above names: whose it is that is meant
  "whichOf",
  "untoldAlso",
  "overview",
  // above a part of what is told
  "overviewMain",
  // before what is told of somebody of whom nothing tells what it is
  "unexplained",
  // the label of a button, and what it asks
  "showAll",
  "forums",
  "topic",
  // above the same, where several forums are told of
  "topicForums",
  "compare",
  // in a table, where the source doesn't tell
  "gap",
  "earliest",
  "and",
  "askOverview",
  "askCompare",
  "source",
  "checked",
  "outdated",
  // with a fact whose sentence on the page is another one by now
  "changed",
  // before facts of several documents
  "severalSources",
  "askNext",
  "quoteLabel",
  "failure",
  "tooMany",
);

/** What every platform says around answers: buttons, labels, help, privacy. */
const surface = section({
  ...named(
    "greeting",
    "intro",
    "tryAsking",
    "forums",
    "commands",
    "search",
    "noHits",
    "ask",
    "askThis",
    "share",
    "whole",
    "sections",
    "showQuotes",
    "openInSource",
    "more",
    "close",
    "cancel",
    "helpful",
    "unhelpful",
    "mention",
    "inNorwegian",
    "language",
    "languageUnknown",
    "privacy",
    "kept",
    "keptCounts",
    "keptNothing",
    "forget",
    "forgetConfirm",
    "forgotten",
    "sure",
    "wondering",
  ),
  // the language that a source is written in, where it is another than the reader's
  written: texts(...LANGUAGES),
  thanks: texts("counted", "changed", "same", "unknown"),
  // point by point
  privacyText: words,
  languages: eachChoice,
  languageSet: eachChoice,
  why: texts("title", "gone", "question"),
});

/** What is said in Slack alone. */
const slack = texts(
  "question",
  "sharedBy",
  "shared",
  "notShared",
  "tooOld",
  "sectionGone",
  "answeredHere",
  "noText",
  "answer",
  "section",
  "how",
  "dropped",
  "basedOn",
  // What one may write after the command, besides the words of commands
  "asks",
  "yourQuestion",
  "installed",
  "notInstalled",
);

/** What is said in Teams alone. */
const teams = section({
  ...named("back", "welcome", "welcomeBy", "alone", "chosen", "unknownButton", "pickForum"),
  terms: texts("title", "text"),
});

/** What the page says besides answers and what it shares with Slack and Teams. */
const web = section({
  ...named(
    "title",
    "ask",
    "know",
    "skip",
    "headline",
    // Stands out: the source's own voice
    "headlineSource",
    "intro",
    "question",
    "placeholder",
    "keys",
    "fresh",
    "edit",
    "editing",
    "again",
    "failure",
    "working",
    "views",
    "answer",
    "why",
    "feedback",
    "hideSection",
    "noSection",
    "quotes",
    "you",
    "payload",
    "onlyThere",
    "noView",
    "interfaceLanguage",
    "knowTitle",
    "knowIntro",
    "wholeSource",
    "bodies",
    "overview",
    "api",
  ),
  theme: texts("light", "dark"),
  facts: texts("one", "many"),
  hits: texts("one", "many"),
});

/** A command: the words for it, of which people are told the first, and what it does. */
const command = section({ words, help: text });

export const textsSchema = section({
  language: section({
    // as it is called inside a sentence, and as a choice in a list, by its own readers
    name: text,
    label: text,
    // the BCP 47 tag that its dates and numbers are written by
    locale: text,
    // with which the locales begin that mean it
    tags: words,
    // what people call it, in any of the languages; and what they say for "as the question is written"
    called: words,
    auto: words,
  }),
  answers,
  // what is asked in place of a message without words, and of a command where none is obeyed
  instead: texts("thanks", "complaint", "help", "kept", "translated"),
  surface,
  commands: section(Object.fromEntries(COMMAND_NAMES.map((name) => [name, command])) as Commands),
  watch,
  draft,
  slack,
  teams,
  web,
  why: reasons,
});

type Commands = Record<CommandName, typeof command>;
export type Texts = z.output<typeof textsSchema>;
