package dev.tgarchiver.model;

/**
 * The file that a post carries, as Telegram announces it. Texts that Telegram does not give are empty, numbers zero.
 *
 * @param kind what sort of file it is
 * @param uniqueId the remote file's identity: equal wherever the same remote file is posted; never a hash of its bytes
 * @param size bytes, as the server announces them; 0 when it does not say
 * @param fileName the sender's file name, unchecked: it may hold anything
 * @param mimeType the sender's MIME type, unchecked
 * @param performer of an audio file
 * @param title of an audio file
 * @param durationSeconds of audio, video, voice, video note and animation
 * @param width in pixels, of photo, video, video note, animation and sticker
 * @param height in pixels
 */
public record Media(
        MediaKind kind,
        String uniqueId,
        long size,
        String fileName,
        String mimeType,
        String performer,
        String title,
        int durationSeconds,
        int width,
        int height) {}
