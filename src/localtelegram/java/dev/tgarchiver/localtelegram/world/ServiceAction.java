package dev.tgarchiver.localtelegram.world;

/** What a service post tells. */
public sealed interface ServiceAction {

    /** The channel was made. */
    record ChannelCreated(String title) implements ServiceAction {}

    /** The group was made. */
    record GroupCreated(String title) implements ServiceAction {}

    /** The basic group became this supergroup: its last message. */
    record UpgradedTo(long channel) implements ServiceAction {}

    /** The supergroup was this basic group: its first message. */
    record UpgradedFrom(String title, long group) implements ServiceAction {}

    /** The post that this one replies to was pinned. */
    record PostPinned() implements ServiceAction {}

    /** The channel has a new title. */
    record TitleChanged(String title) implements ServiceAction {}

    /** The channel has a new photo. */
    record PhotoChanged(Media.Photo photo) implements ServiceAction {}
}
