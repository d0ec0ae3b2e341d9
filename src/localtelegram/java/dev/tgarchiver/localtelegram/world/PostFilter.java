package dev.tgarchiver.localtelegram.world;

/** The filters by which a history can be searched. */
public enum PostFilter {
    ALL,
    PHOTO,
    VIDEO,
    PHOTO_OR_VIDEO,
    DOCUMENT,
    ANIMATION,
    VOICE,
    MUSIC,
    VOICE_OR_VIDEO_NOTE,
    VIDEO_NOTE,
    URL,
    CHANNEL_PHOTO,
    POLL,
    PINNED,
    NOTHING;

    /** Whether a post passes. */
    public boolean matches(Post post) {
        return switch (this) {
            case ALL -> true;
            case PHOTO -> post.holds(MediaKind.PHOTO);
            case VIDEO -> post.holds(MediaKind.VIDEO);
            case PHOTO_OR_VIDEO -> post.holds(MediaKind.PHOTO) || post.holds(MediaKind.VIDEO);
            case DOCUMENT -> post.holds(MediaKind.DOCUMENT);
            case ANIMATION -> post.holds(MediaKind.ANIMATION);
            case VOICE -> post.holds(MediaKind.VOICE);
            case MUSIC -> post.holds(MediaKind.AUDIO);
            case VOICE_OR_VIDEO_NOTE -> post.holds(MediaKind.VOICE) || post.holds(MediaKind.VIDEO_NOTE);
            case VIDEO_NOTE -> post.holds(MediaKind.VIDEO_NOTE);
            case URL ->
                (post.raw() != null && RawPosts.hasLink(post.raw()))
                        || post.entities().stream()
                                .anyMatch(entity ->
                                        entity.type() == Entity.Type.URL || entity.type() == Entity.Type.TEXT_URL);
            case CHANNEL_PHOTO ->
                post.action() instanceof ServiceAction.PhotoChanged
                        || (post.raw() != null && RawPosts.changesPhoto(post.raw()));
            case POLL -> post.raw() != null && RawPosts.isPoll(post.raw());
            case PINNED -> post.pinned();
            case NOTHING -> false;
        };
    }
}
