package winnow.app.service;

import java.nio.file.Path;

/** Names of dataset files. */
final class FileNames {

    private static final String PACKED = ".gz";

    private FileNames() {}

    /** The name of a file without its folder, and without the ending that says it is packed. */
    static String unpacked(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean packed = name.endsWith(PACKED) && name.length() > PACKED.length();
        return packed ? name.substring(0, name.length() - PACKED.length()) : name;
    }
}
