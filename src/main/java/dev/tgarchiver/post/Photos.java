package dev.tgarchiver.post;

import com.fasterxml.jackson.databind.JsonNode;

/** Chooses among the sizes of a photo. */
final class Photos {

    private Photos() {}

    /** The index of the size with the most pixels, the first of several; -1 where there is none. */
    static int largest(JsonNode sizes) {
        int largest = -1;
        long pixels = -1;
        for (int i = 0; i < sizes.size(); i++) {
            JsonNode size = sizes.path(i);
            long area = size.path("width").longValue() * size.path("height").longValue();
            if (area > pixels) {
                pixels = area;
                largest = i;
            }
        }
        return largest;
    }
}
