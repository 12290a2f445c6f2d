package winnow.arch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program keeps every rule of its architecture, and every rule is seen to fail on what was planted for it. */
class ArchitectureTest {

    private static final JavaClasses PROGRAM =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("winnow");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("winnow.arch.planted");

    /** A rule, and what of the planted violations it must report, as parts of its report. */
    private record Case(String name, Function<Rules, ArchRule> rule, List<String> planted) {}

    private static final List<Case> CASES = List.of(
            new Case("data depends on the JDK only", Rules::dataDependsOnTheJdkOnly, List.of("data.LoggingSample")),
            new Case("only the screens know JavaFX", Rules::onlyTheScreensKnowJavaFx, List.of("service.FxService")),
            new Case(
                    "scoring and viewer see data, not the database",
                    Rules::scoringAndViewerSeeDataNotTheDatabase,
                    List.of("ixc.ModelWithSql", "media.PaneWithTable")),
            new Case(
                    "screens and commands go through services",
                    Rules::screensAndCommandsGoThroughServices,
                    List.of("review.ViewWithTable", "cli.CommandWithTable")),
            new Case(
                    "only the jobs cross threads",
                    Rules::onlyTheJobsCrossThreads,
                    List.of("CrossingView.call", "CrossingView.reference", "CrossingView.task")),
            new Case(
                    "only the lanes make threads",
                    Rules::onlyTheLanesMakeThreads,
                    Stream.of(
                                    "plain",
                                    "named",
                                    "reference",
                                    "executors",
                                    "pool",
                                    "forkJoin",
                                    "common",
                                    "timer",
                                    "parallelStream",
                                    "parallel",
                                    "parallelSort",
                                    "supplyAsync",
                                    "thenAsync",
                                    "asyncReference",
                                    "timeout")
                            .map(method -> "ThreadMakers." + method + "(")
                            .toList()),
            new Case("own threads are threads too", Rules::onlyTheLanesMakeThreads, List.of("service.OwnThread")),
            new Case("packages have no cycles", Rules::packagesHaveNoCycles, List.of("left.Left", "right.Right")),
            new Case("every plug-in is registered", Rules::everyPluginIsRegistered, List.of("format.ForgottenFormat")),
            new Case("every package is null-marked", Rules::everyPackageIsNullMarked, List.of("unmarked.Unmarked")),
            new Case(
                    "only the command line prints",
                    Rules::onlyTheCommandLinePrints,
                    List.of("PrintingService.out", "PrintingService.err", "PrintingService.trace")),
            new Case("nobody reads Java objects", Rules::nobodyReadsJavaObjects, List.of("service.ObjectReader")),
            new Case(
                    "nobody starts programs",
                    Rules::nobodyStartsPrograms,
                    List.of("ProgramStarter.build", "ProgramStarter.exec", "media.OtherStarter.start")),
            new Case(
                    "only the decoder knows ffmpeg",
                    Rules::onlyTheDecoderKnowsFfmpeg,
                    List.of("media.PictureWithFfmpeg")),
            new Case(
                    "only the Parquet classes know Parquet",
                    Rules::onlyTheParquetClassesKnowParquet,
                    List.of("format.ParquetFormat")));

    static Stream<Arguments> cases() {
        return CASES.stream().map(each -> Arguments.of(each.name(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theProgramKeepsTheRule(String name, Case each) {
        each.rule().apply(new Rules("winnow")).check(PROGRAM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theRuleReportsWhatWasPlanted(String name, Case each) {
        EvaluationResult result =
                each.rule().apply(new Rules("winnow.arch.planted")).evaluate(PLANTED);

        String report = result.getFailureReport().toString();
        assertTrue(result.hasViolation(), "nothing was reported");
        for (String planted : each.planted()) {
            assertTrue(report.contains(planted), planted + " is not in the report: " + report);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theRuleLeavesAloneWhatIsAllowed(String name, Case each) {
        EvaluationResult result =
                each.rule().apply(new Rules("winnow.arch.planted")).evaluate(PLANTED);

        String report = result.getFailureReport().toString();
        assertFalse(report.contains("Allowed"), "something allowed was reported");
        assertFalse(report.contains("media.VideoProcess"), "the decoder's process was reported");
        assertFalse(report.contains("media.VideoContainer"), "the decoder was reported");
    }

    @Test
    void theRulesSeeEveryModule() {
        for (String name : List.of("winnow.store.data.Sample", "winnow.scoring.RewardModel", "winnow.app.Winnow")) {
            assertTrue(PROGRAM.contain(name), name + " is not looked at");
        }
    }

    @Test
    void nothingPlantedIsTakenForTheProgram() {
        assertFalse(PROGRAM.contain("winnow.arch.planted.store.data.LoggingSample"));
    }
}
