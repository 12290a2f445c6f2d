package winnow.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Optional<String> built = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {"winnow " + built.orElse("(not packaged)")};
    }
}
