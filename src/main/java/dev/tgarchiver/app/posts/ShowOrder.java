package dev.tgarchiver.app.posts;

/**
 * Which post is to be shown.
 *
 * @param post a link to it, or a channel, a slash and its number
 * @param album whether the other posts of its album are wanted, too
 * @param comments whether its comments are wanted, too
 * @param versions whether its earlier versions are wanted, too
 */
public record ShowOrder(String post, boolean album, boolean comments, boolean versions) {}
