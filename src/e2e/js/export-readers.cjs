// What the readers of an export in Telegram Desktop's format have counted. Called by scripts/export-readers.
const fs = require("fs");
const path = require("path");

const [modules, result, report] = process.argv.slice(2);
const text = fs.readFileSync(result, "utf8");

async function chatAnalytics() {
    const pipeline = path.join(modules, "chat-analytics/dist/pipeline/parse/parsers/TelegramParser.js");
    const { TelegramParser } = require(pipeline);
    const bytes = fs.readFileSync(result);
    const file = {
        name: "result.json",
        size: bytes.length,
        slice: async (start = 0, end = bytes.length) => {
            const part = bytes.subarray(start, end);
            return part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength);
        },
    };
    const parser = new TelegramParser();
    const authors = new Set();
    const counts = { messages: 0, replies: 0, edited: 0, attachments: 0, authors: 0, report: 0 };
    parser.on("author", (author) => authors.add(author.id));
    parser.on("message", (message) => {
        counts.messages++;
        counts.replies += message.replyTo ? 1 : 0;
        counts.edited += message.timestampEdit ? 1 : 0;
        counts.attachments += message.attachments.length;
    });
    for await (const ignored of parser.parse(file)) {
        // The parser emits what it reads.
    }
    counts.authors = authors.size;
    counts.report = fs.statSync(report).size;
    return counts;
}

function chatParser() {
    const { TelegramChat } = require(path.join(modules, "telegram-chat-parser"));
    const chat = new TelegramChat(text);
    const originals = JSON.parse(text).messages;
    const flat = (value) =>
        typeof value === "string" ? value : Array.isArray(value) ? value.map(flat).join("") : value.text;
    let sameTexts = 0;
    chat.messages.forEach((message, at) => {
        sameTexts += message.text() === flat(originals[at].text) ? 1 : 0;
    });
    return { messages: chat.messages.length, participants: chat.participants.length, sameTexts };
}

function exportParser() {
    const { parseFromFile } = require(path.join(modules, "@stack.thefennec.dev/telegram-export-parser/dist/index.js"));
    const parsed = parseFromFile(result);
    // It skips what it cannot read, and warns.
    console.warn = (warning, error) => {
        throw new Error(warning + " " + error);
    };
    const messages = [...parsed.messages()];
    return {
        messages: messages.length,
        participants: parsed.extractAllActors().size,
        reactions: messages.reduce(
            (sum, message) => sum + (message.reactions || []).reduce((total, one) => total + one.count, 0),
            0,
        ),
        entities: messages.reduce(
            (sum, message) => sum + (message.textEntities || []).filter((one) => one.toHTML() !== undefined).length,
            0,
        ),
    };
}

chatAnalytics()
    .then((analytics) =>
        console.log(
            JSON.stringify({ chat_analytics: analytics, chat_parser: chatParser(), export_parser: exportParser() }),
        ),
    )
    .catch((error) => {
        console.error(error);
        process.exit(1);
    });
