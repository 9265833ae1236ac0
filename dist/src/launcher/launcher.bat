@echo off
rem Starts {{launcher.name}} with the first Java 17 or newer of: the folder jre beside this file, JAVA_HOME, the PATH, the places
rem where installers put it. RO_P2P_JAVA_OPTS adds options for Java. Folders may be called anything: blanks, ( ) & ! and umlauts.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0."
set "libraries=%~dp0lib"
set "java="
set "old_java="

if not exist "%~dp0lib\java.options" goto not_unpacked

set "candidate=%~dp0jre\bin\java.exe"
call :try
if defined java goto found
if not defined JAVA_HOME goto path
rem Some write it with quotes.
set "candidate=%JAVA_HOME:"=%\bin\java.exe"
call :try
if defined java goto found
:path
set "candidate="
for %%j in (java.exe) do set "candidate=%%~$PATH:j"
if defined candidate call :try
if defined java goto found

set "programs=%ProgramFiles%"
if defined ProgramW6432 set "programs=%ProgramW6432%"
set "folder=%programs%\Eclipse Adoptium"
call :try_folder
set "folder=%programs%\Java"
call :try_folder
set "folder=%programs%\Microsoft"
call :try_folder
set "folder=%programs%\Zulu"
call :try_folder
set "folder=%programs%\Amazon Corretto"
call :try_folder
set "folder=%programs%\BellSoft"
call :try_folder
set "folder=%LOCALAPPDATA%\Programs\Eclipse Adoptium"
call :try_folder
set "folder=%LOCALAPPDATA%\Programs\Microsoft"
call :try_folder
set "folder=%USERPROFILE%\.jdks"
call :try_folder
if defined java goto found
rem Elsewhere, if its installer has told Windows.
for /f "tokens=2*" %%a in ('reg query "HKLM\SOFTWARE\JavaSoft" /s /v JavaHome 2^>nul') do (
  set "candidate=%%b\bin\java.exe"
  if "%%a"=="REG_SZ" call :try
)
if defined java goto found

if defined old_java goto too_old
echo {{launcher.name}}: Java 17 or newer is needed, but there is none on this computer: install it from https://adoptium.net, or take the archive that brings Java with it (its name ends with -windows.zip), and start {{launcher.name}}.bat again. 1>&2
goto failed
:too_old
echo {{launcher.name}}: Java 17 or newer is needed, but "%old_java%" is Java %old_feature%: install a newer one from https://adoptium.net, or take the archive that brings Java with it (its name ends with -windows.zip), and start {{launcher.name}}.bat again. 1>&2
goto failed
:not_unpacked
echo {{launcher.name}}: the folder "lib" is missing beside {{launcher.name}}.bat: unpack the whole archive first (right-click it, "Extract all"), then start {{launcher.name}}.bat in the folder that this makes. 1>&2
goto failed

:found
rem Started by a double-click, it works in its own folder, and no name of a folder is told to Java: java.exe takes only letters of
rem the computer's own language.
if not "%~1"=="" goto started_with_arguments
cd /d "%~dp0" 2>nul
if exist "lib\java.options" set "home=."
if exist "lib\java.options" set "libraries=lib"
:started_with_arguments

rem Netty reads memory in a way that Java 24 and later warn of; it has another.
set "memory="
if %feature% GEQ 24 set "memory=-Dio.netty.noUnsafe=true"

rem The program makes an archive of its classes, which fits this Java and these libraries, and writes its size beside it. Java looks
rem at all else that may be wrong with it, and then does without; but it dies of one that was cut short.
set "archive=%libraries%\classes.jsa"
set "size="
set "sharing="
if not exist "%archive%" goto start
if not exist "%archive%.made" goto start
for /f "usebackq" %%s in ("%archive%.made") do if not defined size set "size=%%s"
for %%f in ("%archive%") do if "%%~zf"=="%size%" set "sharing=yes"
:start
if defined sharing goto start_shared
"%java%" "@%libraries%\java.options" %memory% %RO_P2P_JAVA_OPTS% -cp "%libraries%\*" "-Dro-p2p.home=%home%" "-Dro-p2p.classes=%archive%" {{launcher.main}} %*
goto ended
:start_shared
"%java%" "@%libraries%\java.options" %memory% %RO_P2P_JAVA_OPTS% "-XX:SharedArchiveFile=%archive%" -XX:+VerifySharedSpaces "-Xlog:cds*=off" -cp "%libraries%\*" "-Dro-p2p.home=%home%" "-Dro-p2p.classes=%archive%" {{launcher.main}} %*
:ended
set "code=%errorlevel%"
rem A window that was opened by a double-click would close with what has been said in it.
if "%code%"=="0" exit /b 0
if "%~1"=="" pause
exit /b %code%

:failed
if "%~1"=="" pause
exit /b 1

rem Takes %candidate% if it is new enough. The file that lies with it tells its version faster than it does itself.
:try
if defined java exit /b 0
if not exist "%candidate%" exit /b 0
set "version="
for %%j in ("%candidate%") do set "release=%%~dpj..\release"
if exist "%release%" for /f "usebackq tokens=1* delims==" %%a in ("%release%") do if "%%a"=="JAVA_VERSION" set "version=%%~b"
if defined version goto parse
set "answer=%TEMP%\ro-p2p-java-%RANDOM%%RANDOM%.txt"
"%candidate%" -version >nul 2>"%answer%"
for /f "usebackq tokens=2,3" %%a in ("%answer%") do if "%%a"=="version" if not defined version set "version=%%~b"
del "%answer%" >nul 2>nul
if not defined version exit /b 0
:parse
set "number="
for /f "tokens=1,2 delims=.-+_ " %%a in ("%version%") do (
  set "number=%%a"
  if "%%a"=="1" set "number=%%b"
)
rem What is no number counts as 0.
set /a "number=number" 2>nul
if %number% GEQ 17 goto take
if %number% LEQ 0 exit /b 0
if defined old_java exit /b 0
set "old_java=%candidate%"
set "old_feature=%number%"
exit /b 0
:take
set "java=%candidate%"
set "feature=%number%"
exit /b 0

rem Tries every Java in %folder%, the newest name first.
:try_folder
if defined java exit /b 0
if not exist "%folder%" exit /b 0
for /f "delims=" %%d in ('dir /b /ad /o-n "%folder%" 2^>nul') do (
  set "candidate=%folder%\%%d\bin\java.exe"
  call :try
)
exit /b 0
