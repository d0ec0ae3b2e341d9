package dev.tgarchiver.storage.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The machine's file system, which tells of every change that is made through it and of everything that is synced, in
 * the words of {@link #of}.
 */
public final class RecordingFileSystem extends FileSystem {

    private final FileSystem real;
    private final Provider provider;
    private final AtomicBoolean links = new AtomicBoolean(true);

    private RecordingFileSystem(FileSystem real, Consumer<String> listener) {
        this.real = real;
        this.provider = new Provider(real.provider(), listener);
    }

    /**
     * A folder as seen through a recording file system.
     *
     * @param listener is told {@code write}, {@code link}, {@code sync}, {@code name ... as ...}, {@code make} or {@code
     *     remove} and the file's name, after it has happened, on the thread that does it
     */
    public static Path of(Path folder, Consumer<String> listener) {
        RecordingFileSystem system = new RecordingFileSystem(folder.getFileSystem(), listener);
        return new RecordedPath(system, folder);
    }

    /** From now on this folder's file system cannot link. */
    public static void withoutLinks(Path folder) {
        ((RecordingFileSystem) folder.getFileSystem()).links.set(false);
    }

    static Path unwrap(Path path) {
        return path instanceof RecordedPath recorded ? recorded.real() : path;
    }

    Path wrap(Path path) {
        return new RecordedPath(this, path);
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        // The machine's own stays open.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return StreamSupport.stream(real.getRootDirectories().spliterator(), false)
                .map(this::wrap)
                .toList();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(unwrap(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return real.newWatchService();
    }

    private final class Provider extends FileSystemProvider {

        private final FileSystemProvider real;
        private final Consumer<String> listener;

        Provider(FileSystemProvider real, Consumer<String> listener) {
            this.real = real;
            this.listener = listener;
        }

        private void tell(String what, Path path) {
            listener.accept(what + " " + path.getFileName());
        }

        @Override
        public String getScheme() {
            return "recording";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
            throw new FileSystemAlreadyExistsException(uri.toString());
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return RecordingFileSystem.this;
        }

        @Override
        public Path getPath(URI uri) {
            return RecordingFileSystem.this.getPath(uri.getPath());
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            SeekableByteChannel channel = real.newByteChannel(unwrap(path), options, attributes);
            if (options.contains(StandardOpenOption.WRITE)) {
                tell("write", path);
            }
            return channel;
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            FileChannel channel = real.newFileChannel(unwrap(path), options, attributes);
            return new RecordedChannel(channel, () -> tell("sync", path));
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> stream = real.newDirectoryStream(unwrap(folder), entry -> filter.accept(wrap(entry)));
            return new DirectoryStream<>() {
                @Override
                public java.util.Iterator<Path> iterator() {
                    return StreamSupport.stream(stream.spliterator(), false)
                            .map(RecordingFileSystem.this::wrap)
                            .iterator();
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            real.createDirectory(unwrap(folder), attributes);
            tell("make", folder);
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            if (!links.get()) {
                // As Linux says it of FAT.
                throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
            }
            real.createLink(unwrap(link), unwrap(existing));
            tell("link", link);
        }

        @Override
        public void delete(Path path) throws IOException {
            real.delete(unwrap(path));
            tell("remove", path);
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) throws IOException {
            real.copy(unwrap(source), unwrap(target), options);
            tell("write", target);
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            real.move(unwrap(source), unwrap(target), options);
            listener.accept("name " + source.getFileName() + " as " + target.getFileName());
        }

        @Override
        public boolean isSameFile(Path one, Path other) throws IOException {
            return real.isSameFile(unwrap(one), unwrap(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return real.isHidden(unwrap(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return real.getFileStore(unwrap(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            real.checkAccess(unwrap(path), modes);
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(
                Path path, Class<V> type, LinkOption... options) {
            return real.getFileAttributeView(unwrap(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return real.readAttributes(unwrap(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return real.readAttributes(unwrap(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            real.setAttribute(unwrap(path), attribute, value, options);
        }
    }
}
