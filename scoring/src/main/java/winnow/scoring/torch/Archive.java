package winnow.scoring.torch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive made from source text: an uncompressed zip with the code of one class and a pickle of one empty
 * object of it, as {@code torch.jit.save} would write.
 */
final class Archive {

    static final String TYPE = "Program";

    private static final int PROTO = 0x80;
    private static final int NEW_OBJECT = 0x81;
    private static final int TRUE = 0x88;
    private static final int FALSE = 0x89;
    private static final int TUPLE2 = 0x86;

    private Archive() {}

    /** The bytes of the archive; {@code methods} are TorchScript definitions of class {@link #TYPE}, not indented. */
    static byte[] of(String methods, Numerics numerics) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "m/data.pkl", object(numerics));
            entry(zip, "m/constants.pkl", new byte[] {(byte) PROTO, 2, ')', '.'}); // an empty tuple
            entry(zip, "m/code/__torch__.py", source(methods).getBytes(UTF_8));
            entry(zip, "m/version", "10\n".getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static String source(String methods) {
        String head = String.join(
                "\n",
                "class " + TYPE + "(Module):",
                "  __parameters__ = []",
                "  __buffers__ = []",
                "  training : bool",
                "  _is_full_backward_hook : Optional[bool]",
                "  place : str",
                "  kind : int",
                "  mixed : bool",
                "  files : Dict[str, Tensor]",
                "  w : Dict[str, Tensor]",
                "");
        return head + methods.indent(2);
    }

    private static byte[] object(Numerics numerics) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(PROTO);
        pickle.write(2);
        global(pickle, "__torch__", TYPE);
        pickle.write(')');
        pickle.write(NEW_OBJECT);
        pickle.write("}(".getBytes(US_ASCII)); // a dictionary of the attributes
        string(pickle, "training");
        pickle.write(FALSE);
        string(pickle, "_is_full_backward_hook");
        pickle.write('N');
        string(pickle, "place");
        string(pickle, numerics.device());
        string(pickle, "kind");
        pickle.write('K'); // a number of one byte
        pickle.write(numerics.type().torchCode());
        string(pickle, "mixed");
        pickle.write(numerics.mixed() ? TRUE : FALSE);
        for (String attribute : new String[] {"files", "w"}) {
            string(pickle, attribute);
            global(pickle, "torch.jit._pickle", "restore_type_tag");
            pickle.write('}');
            string(pickle, "Dict[str, Tensor]");
            pickle.write(TUPLE2);
            pickle.write('R');
        }
        pickle.write("ub.".getBytes(US_ASCII)); // set items, build, stop
        return pickle.toByteArray();
    }

    private static void global(ByteArrayOutputStream pickle, String module, String name) throws IOException {
        pickle.write(("c" + module + "\n" + name + "\n").getBytes(US_ASCII));
    }

    private static void string(ByteArrayOutputStream pickle, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8); // short: names of attributes and types
        pickle.write('X');
        pickle.write(bytes.length);
        pickle.write(new byte[3]);
        pickle.write(bytes);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
