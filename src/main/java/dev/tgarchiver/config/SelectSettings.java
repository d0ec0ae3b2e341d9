package dev.tgarchiver.config;

import static dev.tgarchiver.config.value.SelectionReaders.globs;
import static dev.tgarchiver.config.value.SelectionReaders.hashtags;
import static dev.tgarchiver.config.value.SelectionReaders.names;
import static dev.tgarchiver.config.value.SelectionReaders.roles;
import static dev.tgarchiver.config.value.SelectionReaders.types;
import static dev.tgarchiver.config.value.ValueReaders.byteSize;
import static dev.tgarchiver.config.value.ValueReaders.date;
import static dev.tgarchiver.config.value.ValueReaders.truth;
import static dev.tgarchiver.config.value.ValueReaders.wholeNumber;

import dev.tgarchiver.model.Roles;
import dev.tgarchiver.model.post.MediaKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The settings that say which files are wanted. A channel of the list may have its own values. */
public final class SelectSettings {

    /** Kinds of media. */
    public static final Setting<Set<MediaKind>> TYPES = Setting.of(
                    "download.select.types", types(), "Kinds of media that are wanted.")
            .byDefault("all");

    /** Size of the smallest file. */
    public static final Setting<Long> MIN_SIZE = Setting.of(
                    "download.select.min_size", byteSize("no limit"), "Files smaller than this are skipped.")
            .byDefault("0");

    /** Size of the largest file. */
    public static final Setting<Long> MAX_SIZE = Setting.of(
                    "download.select.max_size",
                    byteSize("no limit"),
                    "Files larger than this are skipped; 0 = no limit.")
            .byDefault("0");

    /** Date of the first post. */
    public static final Setting<Instant> SINCE = Setting.of(
            "download.select.since",
            date(false),
            "Posts before this date (local time) are neither walked nor fetched.");

    /** Date of the last post. */
    public static final Setting<Instant> UNTIL = Setting.of(
            "download.select.until", date(true), "Posts after this date (local time) are neither walked nor fetched.");

    /** Number of the first post. */
    public static final Setting<Integer> FROM_ID = Setting.of(
                    "download.select.from_id",
                    wholeNumber(0, Integer.MAX_VALUE),
                    "Posts with a lower number are not walked, and their files skipped.")
            .byDefault("0");

    /** Number of the last post. */
    public static final Setting<Integer> TO_ID = Setting.of(
                    "download.select.to_id",
                    wholeNumber(0, Integer.MAX_VALUE),
                    "Posts with a higher number are not walked, and their files skipped; 0 = no limit.")
            .byDefault("0");

    /** Names of files. */
    public static final Setting<List<String>> NAME = Setting.of(
                    "download.select.name", globs(), "Patterns; a file's name must match at least one.")
            .byDefault("", values -> List.of());

    /** Hashtags of captions. */
    public static final Setting<List<String>> HASHTAG = Setting.of(
                    "download.select.hashtag", hashtags(), "Hashtags; a file's caption must have at least one.")
            .byDefault("", values -> List.of());

    /** Comments. */
    public static final Setting<Boolean> COMMENTS = Setting.of(
                    "download.select.comments",
                    truth(),
                    "Whether the comments of channels' posts are archived too, from their discussion groups.")
            .byDefault("false");

    /** What files are in their posts. */
    public static final Setting<Roles> ROLES = Setting.of(
                    "download.roles",
                    roles(),
                    "Files that are wanted by what they are in a post: main, preview, cover, thumbnail, ...; "
                            + "-preview takes away; all = also what Telegram derives.")
            .byDefault("", values -> Roles.DEFAULT);

    /** Topics of forums. */
    public static final Setting<List<String>> TOPIC = Setting.of(
                    "download.select.topic",
                    names("a topic's name, number or link, or a list of them"),
                    "Forum topics; a file's post must be in one of them.")
            .byDefault("", values -> List.of());

    /** Users and chats that write posts. */
    public static final Setting<List<String>> SENDER = Setting.of(
                    "download.select.sender",
                    names("a user's or chat's @name, id or name, or a list of them"),
                    "Users and chats; one of them must have written a file's post.")
            .byDefault("", values -> List.of());

    /** Keys that a channel of the list may have, under the last part of the key. */
    static final List<Setting<?>> ALL = List.of(
            TYPES, MIN_SIZE, MAX_SIZE, SINCE, UNTIL, FROM_ID, TO_ID, NAME, HASHTAG, COMMENTS, ROLES, TOPIC, SENDER);

    private SelectSettings() {}
}
