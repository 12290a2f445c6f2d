package winnow.arch.planted.app.cli;

/** A command as it should be: it may print. */
public final class AllowedCommand {

    void print(String text) {
        System.out.println(text);
    }
}
