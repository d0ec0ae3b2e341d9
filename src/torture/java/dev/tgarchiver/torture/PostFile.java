package dev.tgarchiver.torture;

/** A file that a post holds, or held before an edit. */
record PostFile(int post, String sha256) {

    @Override
    public String toString() {
        return "the file " + sha256 + " of post " + post;
    }
}
