package winnow.store.media;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes pictures: JPEG, PNG, GIF, BMP and WebP, told by their content. Stateless, so any thread may use it.
 *
 * <p>All are equal to PIL's {@code convert('RGB')} to the last bit: JPEG, PNG, GIF and BMP by the JDK's own decoders
 * (its JPEG decoder is libjpeg), WebP by libwebp.
 */
public final class Stills {

    /** Pixels a picture may have, so that a small file cannot fill the memory: 200 million. */
    public static final long MAX_PIXELS = 200_000_000;

    /** Width and height in pixels, as stored: orientation marks are not applied, as the model does not apply them. */
    public record Size(int width, int height) {}

    /** A step of decoding. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws IOException;
    }

    /**
     * Reads width and height from the head of a file, without decoding it.
     *
     * @throws IOException if it is not a picture or its head is damaged; one sentence that names the file
     */
    public Size size(Path file) throws IOException {
        return size(file, kind(file));
    }

    /**
     * Decodes a picture to RGB exactly as the reference does (SPEC 5, step 1).
     *
     * @throws IOException if it is not a picture, damaged, cut off or too large; one sentence that names the file
     */
    public Pixels decode(Path file) throws IOException {
        PictureKind kind = kind(file);
        refuseTooLarge(file, size(file, kind));
        return guarded(file, () -> decode(file, kind, 1));
    }

    /**
     * Decodes a picture for looking at: every n-th pixel of every n-th row, so that it is at least as large as the
     * picture fitted into {@code width} x {@code height}, and less than twice as large if there was more to take.
     *
     * @throws IOException as {@link #decode}
     */
    public Pixels thumbnail(Path file, int width, int height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A thumbnail of " + width + " x " + height + " shows nothing");
        }
        PictureKind kind = kind(file);
        Size size = size(file, kind);
        refuseTooLarge(file, size);
        int step = Math.max(1, Math.max(size.width() / width, size.height() / height));
        return guarded(file, () -> decode(file, kind, step));
    }

    private static PictureKind kind(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(PictureKind.HEAD);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist.", e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
        if (head.length == 0) {
            throw new IOException(file.getFileName() + " is empty.");
        }
        return PictureKind.of(head)
                .orElseThrow(() -> new IOException(
                        file.getFileName() + " is not a picture: only JPEG, PNG, GIF, BMP and WebP can be shown."));
    }

    private static Size size(Path file, PictureKind kind) throws IOException {
        return guarded(file, () -> {
            Size size = headSize(file, kind);
            if (size.width() < 1 || size.height() < 1) {
                throw new IIOException("a size of " + size.width() + " x " + size.height());
            }
            return size;
        });
    }

    private static void refuseTooLarge(Path file, Size size) throws IOException {
        if ((long) size.width() * size.height() > MAX_PIXELS) {
            throw new IOException(file.getFileName() + " has " + size.width() + " x " + size.height()
                    + " pixels and was not opened: more than " + MAX_PIXELS / 1_000_000 + " million are refused.");
        }
    }

    /** Turns whatever goes wrong into one sentence that names the file. */
    @SuppressWarnings("IllegalCatch") // the readers throw all kinds of unchecked exceptions on damaged files
    private static <T> T guarded(Path file, Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (EOFException e) {
            throw new IOException(file.getFileName() + " is cut off: its end is missing.", e);
        } catch (LinkageError e) {
            throw new IOException(file.getFileName() + " cannot be shown: its decoder does not run on this system.", e);
        } catch (IOException | RuntimeException e) {
            boolean cut = e.getCause() instanceof EOFException;
            throw new IOException(
                    file.getFileName()
                            + (cut ? " is cut off: its end is missing." : " is damaged and cannot be shown."),
                    e);
        }
    }

    private static Size headSize(Path file, PictureKind kind) throws IOException {
        if (kind == PictureKind.JPEG) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return JpegFile.size(in);
            }
        }
        if (kind == PictureKind.GIF) {
            GifCanvas canvas = gifCanvas(file);
            return new Size(canvas.width(), canvas.height());
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(kind);
            try {
                reader.setInput(in, true, true);
                return new Size(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        }
    }

    private static GifCanvas gifCanvas(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return GifCanvas.read(in);
        }
    }

    /** Decodes every {@code step}-th pixel of every {@code step}-th row. */
    private static Pixels decode(Path file, PictureKind kind, int step) throws IOException {
        return switch (kind) {
            case JPEG -> jpeg(file, step);
            case WEBP -> webp(file).every(step);
            case GIF -> {
                try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
                    yield gifCanvas(file).place(image(in, kind, 1)).every(step);
                }
            }
            case PNG, BMP -> {
                try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
                    yield Rasters.rgb(image(in, kind, step), kind == PictureKind.PNG && isGreyPng(file));
                }
            }
        };
    }

    private static Pixels jpeg(Path file, int step) throws IOException {
        JpegFile jpeg;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            jpeg = JpegFile.read(in);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg.bytes()))) {
            if (jpeg.components() != 4) {
                return Rasters.rgb(image(in, PictureKind.JPEG, step), false);
            }
            ImageReader reader = reader(PictureKind.JPEG);
            try {
                reader.setInput(in, true, true);
                return PrintColours.rgb(reader.readRaster(0, every(reader, step)), jpeg.transform() == 2);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Pixels webp(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Optional<WebpFrame> frame = WebpFrame.first(bytes);
        byte[] still = frame.map(WebpFrame::file).orElse(bytes);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(still))) {
            Pixels pixels = Rasters.rgb(image(in, PictureKind.WEBP, 1), false);
            return frame.isPresent() ? frame.get().place(pixels) : pixels;
        }
    }

    /** Whether a PNG has one channel: its 26th byte says so (PNG specification, 11.2.2). */
    private static boolean isGreyPng(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(25);
            return in.read() == 0;
        }
    }

    private static BufferedImage image(ImageInputStream in, PictureKind kind, int step) throws IOException {
        ImageReader reader = reader(kind);
        try {
            reader.setInput(in, true, true);
            return reader.read(0, every(reader, step));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReadParam every(ImageReader reader, int step) {
        ImageReadParam param = reader.getDefaultReadParam();
        if (step > 1) {
            param.setSourceSubsampling(step, step, 0, 0);
        }
        return param;
    }

    /** The JDK's reader of a kind, whatever others are installed; libwebp's for WebP, which the JDK does not read. */
    private static ImageReader reader(PictureKind kind) throws IOException {
        String origin = kind == PictureKind.WEBP ? "com.luciad." : "com.sun.";
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(kind.name().toLowerCase(Locale.ROOT));
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(origin)) {
                return reader;
            }
        }
        throw new IOException("No reader for " + kind + " is installed");
    }
}
