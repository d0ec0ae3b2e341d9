package dev.tgarchiver.model.post;

/**
 * The file that a post carries, as Telegram announces it. Texts that Telegram does not send are empty, numbers zero.
 *
 * @param kind kind of file
 * @param uniqueId the remote file's identity: equal wherever the same remote file is posted; never a hash of its bytes
 * @param size bytes as the server announces them; 0 when it does not
 * @param fileName the sender's file name, unchecked: it may hold anything
 * @param mimeType the sender's MIME type, unchecked
 * @param performer performer of an audio file
 * @param title title of an audio file
 * @param durationSeconds duration of audio, video, voice, video note and animation
 * @param width pixels of a photo, video, video note, animation or sticker
 * @param height pixels, likewise
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
        int height) {

    /** The same file with another identity. */
    public Media identified(String identity) {
        return new Media(kind, identity, size, fileName, mimeType, performer, title, durationSeconds, width, height);
    }
}
