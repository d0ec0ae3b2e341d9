package dev.tgarchiver.torture;

/** What is to be done: how many rounds, over how many files, by how many workers. The seed makes it the same again. */
record Order(int rounds, int files, int workers, long seed) {

    @Override
    public String toString() {
        return rounds + " rounds, " + files + " files in each archive, " + workers + " workers, seed " + seed + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }
}
