package winnow.scoring.train.world;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes views as files: pictures as PNG, clips as GIF of one frame a second. */
final class ViewFiles {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final String HUNDREDTHS = "100";

    private ViewFiles() {}

    static void picture(Canvas canvas, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(ImageIO.write(canvas.image(), "png", out), "PNG");
        }
    }

    private static void write(boolean done, String kind) throws IOException {
        if (!done) {
            throw new IOException("This Java cannot write " + kind + " pictures. Use another one.");
        }
    }

    static void clip(List<Canvas> frames, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (OutputStream out = Files.newOutputStream(file);
                ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (Canvas frame : frames) {
                BufferedImage image = frame.image();
                writer.writeToSequence(new IIOImage(image, null, timing(writer, image)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata timing(ImageWriter writer, BufferedImage image) throws IOException {
        IIOMetadata data = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), writer.getDefaultWriteParam());
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", HUNDREDTHS);
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(control);
        data.mergeTree(FORMAT, root);
        return data;
    }
}
