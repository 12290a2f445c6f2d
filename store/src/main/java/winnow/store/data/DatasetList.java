package winnow.store.data;

import java.nio.file.Path;
import java.util.List;

/**
 * What a file says that holds no records but names the files that do.
 *
 * @param members the files it names, in its order
 * @param elsewhere how many datasets it names that lie on a hub and not on this disk
 */
public record DatasetList(List<Member> members, int elsewhere) {

    /**
     * One of the files.
     *
     * @param name as the list has it
     * @param file where it is
     */
    public record Member(String name, Path file) {}

    public DatasetList {
        members = List.copyOf(members);
    }
}
